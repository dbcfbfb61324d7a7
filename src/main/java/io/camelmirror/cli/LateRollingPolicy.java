package io.camelmirror.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.LengthCounter;
import ch.qos.logback.core.rolling.LengthCounterBase;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.TriggeringPolicy;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import java.io.File;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Logback's rolling by size and day, started only when a rotation is near: most runs end before,
 * and starting it takes about 4 % of the processor time of a start.
 */
final class LateRollingPolicy extends ContextAwareBase
    implements RollingPolicy, TriggeringPolicy<ILoggingEvent> {

  /**
   * Logback takes the day of the log from the time of its last line. It must look before lines of
   * the next day can be there.
   */
  private static final long BEFORE_MIDNIGHT = TimeUnit.MINUTES.toMillis(1);

  private final String file;
  private final long maxSize;
  private final LogArchives policy;

  private volatile LengthCounter counter = new LengthCounterBase();
  private long due;
  private boolean started;

  /**
   * Rolls a log file.
   *
   * @param file as the appender has it
   * @param maxSize in bytes; a file that reaches this size is rolled before the next line
   * @param keep how many days to keep archives
   * @param permissions of archives
   */
  LateRollingPolicy(String file, long maxSize, int keep, Set<PosixFilePermission> permissions) {
    this.file = file;
    this.maxSize = maxSize;
    policy = new LogArchives(permissions);
    // For a bare name Logback would not find the archives of a day.
    String folder = new File(file).getParent() == null ? "./" : "";
    policy.setFileNamePattern(folder + file + ".%d{yyyy-MM-dd}.%i.gz");
    policy.setMaxFileSize(new FileSize(maxSize));
    policy.setMaxHistory(keep);
  }

  @Override
  public void setParent(FileAppender<?> appender) {
    policy.setParent(appender);
  }

  @Override
  public void start() {
    long modified = new File(file).lastModified();
    Instant begun = modified == 0 ? Instant.now() : Instant.ofEpochMilli(modified);
    ZoneId zone = ZoneId.systemDefault();
    Instant midnight = begun.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    due = midnight.toEpochMilli() - BEFORE_MIDNIGHT;
    started = true;
  }

  @Override
  public boolean isStarted() {
    return started;
  }

  /** {@inheritDoc} The appender calls it under its lock. */
  @Override
  public boolean isTriggeringEvent(File active, ILoggingEvent event) {
    boolean gone = false;
    if (!policy.isStarted()) {
      if (event.getTimeStamp() < due && counter.getLength() < maxSize) {
        return false;
      }
      // Somebody deleted the log: Logback cannot know its day, and must open a new one.
      gone = !active.exists();
      policy.setContext(getContext());
      policy.start();
      policy.getLengthCounter().add(counter.getLength());
      counter = policy.getLengthCounter();
    }
    return policy.isTriggeringEvent(active, event) || gone;
  }

  @Override
  public void rollover() {
    if (new File(file).exists()) {
      policy.rollover();
    }
  }

  @Override
  public LengthCounter getLengthCounter() {
    return counter;
  }

  @Override
  public String getActiveFileName() {
    return file;
  }

  @Override
  public CompressionMode getCompressionMode() {
    return CompressionMode.GZ;
  }

  @Override
  public void stop() {
    policy.stop();
    started = false;
  }
}
