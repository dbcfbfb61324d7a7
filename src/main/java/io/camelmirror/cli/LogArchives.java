package io.camelmirror.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.rolling.helper.RenameUtil;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

/**
 * Logback's rolling by size and day, with archives that nobody else may read: Logback's own
 * compression creates them with the umask alone, and follows a link that stands in their place.
 */
final class LogArchives extends SizeAndTimeBasedRollingPolicy<ILoggingEvent> {

  private final Set<PosixFilePermission> permissions;
  private Future<?> compression;

  /**
   * Makes the policy.
   *
   * @param permissions of the archives, before the umask
   */
  LogArchives(Set<PosixFilePermission> permissions) {
    this.permissions = permissions;
  }

  @Override
  public void rollover() {
    var naming = getTimeBasedFileNamingAndTriggeringPolicy();
    String archive = naming.getElapsedPeriodsFileName();
    String waiting = archive + System.nanoTime() + ".tmp";
    RenameUtil renaming = new RenameUtil();
    renaming.setContext(getContext());
    renaming.rename(getParentsRawFileProperty(), waiting);
    compression =
        getContext()
            .getExecutorService()
            .submit(() -> compress(Path.of(waiting), Path.of(archive + ".gz")));
    naming.getArchiveRemover().cleanAsynchronously(Instant.ofEpochMilli(naming.getCurrentTime()));
  }

  private void compress(Path log, Path archive) {
    try {
      try (OutputStream out =
          new GZIPOutputStream(
              Channels.newOutputStream(
                  Files.newByteChannel(
                      archive,
                      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                      PosixFilePermissions.asFileAttribute(permissions))))) {
        Files.copy(log, out);
      }
      Files.delete(log);
    } catch (IOException e) {
      addError("the log could not be compressed: " + log, e);
    }
  }

  @Override
  public void stop() {
    if (compression != null) {
      try {
        compression.get(CoreConstants.SECONDS_TO_WAIT_FOR_COMPRESSION_JOBS, TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        addError("the log could not be compressed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    super.stop();
  }
}
