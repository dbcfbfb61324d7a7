package io.camelmirror.karaf;

import io.camelmirror.tree.FailureText;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps edits of the mirrors' files from being read half and lost.
 *
 * <p>Karaf's file install reads a file as soon as it has changed. Then it saves what it has read to
 * the same file, which erases whatever an editor has written meanwhile. This listener is called
 * between the two, on the thread of file install. It waits until the file stays the same, and has
 * it read once more. Until then neither the mirrors nor the file get the half that was read first.
 */
@Component(immediate = true)
public final class EditedFiles implements SynchronousConfigurationListener {

  private static final Logger LOG = LoggerFactory.getLogger("io.camelmirror.karaf");

  /** An editor that pauses for longer has finished. */
  private static final long QUIET_MILLIS = 2_000;

  private static final long LOOK_MILLIS = 100;

  /** Karaf reads no other file meanwhile, so a file that never stays the same has to be taken. */
  private static final long LIMIT_MILLIS = 30_000;

  private final ConfigurationAdmin admin;
  private final String fileInstall;
  private final Time time;

  @Reference(policy = ReferencePolicy.DYNAMIC)
  volatile List<ArtifactInstaller> installers;

  /** The configurations whose files are being waited for. */
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  /** Starts to listen. */
  @Activate
  public EditedFiles(@Reference ConfigurationAdmin admin) {
    this(admin, "org.apache.felix.fileinstall.", new SystemTime());
  }

  /**
   * Creates a listener.
   *
   * @param fileInstall how the class names of file install's threads begin
   */
  EditedFiles(ConfigurationAdmin admin, String fileInstall, Time time) {
    this.admin = admin;
    this.fileInstall = fileInstall;
    this.time = time;
  }

  /** Ends a wait. */
  @Deactivate
  public void deactivate() {
    time.end();
  }

  @Override
  public void configurationEvent(ConfigurationEvent event) {
    if (!Mirrors.PID.equals(event.getFactoryPid()) || !isOfFileInstall()) {
      return;
    }
    if (event.getType() == ConfigurationEvent.CM_DELETED) {
      forget(event);
    } else if (event.getType() == ConfigurationEvent.CM_UPDATED && waiting.add(event.getPid())) {
      try {
        finish(event.getPid());
      } finally {
        waiting.remove(event.getPid());
      }
    }
  }

  /** Whether a file was the cause. What the shell or JMX changes is newer than the file. */
  private boolean isOfFileInstall() {
    return Thread.currentThread().getClass().getName().startsWith(fileInstall);
  }

  /**
   * Lets file install handle the event at once. Later it would delete the file that an editor has
   * created anew meanwhile.
   */
  private void forget(ConfigurationEvent event) {
    for (ArtifactInstaller installer : installers) {
      if (installer instanceof ConfigurationListener listener) {
        listener.configurationEvent(event);
      }
    }
  }

  private void finish(String pid) {
    try {
      Path path = ConfigurationReader.file(admin.getConfiguration(pid, "?").getProperties());
      if (path != null && staysTheSame(path)) {
        readAgain(path.toFile());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("{}: its file cannot be read again: {}", pid, FailureText.of(e));
    }
  }

  /** Waits until a file stays the same. Returns false if it is gone, or if Karaf stops. */
  private boolean staysTheSame(Path path) throws InterruptedException {
    long start = time.millis();
    Look look = Look.at(path);
    long since = Math.min(start, look.changed);
    while (time.millis() - since < QUIET_MILLIS && time.millis() - start < LIMIT_MILLIS) {
      if (!time.pause(LOOK_MILLIS)) {
        return false;
      }
      Look next = Look.at(path);
      if (!next.equals(look)) {
        look = next;
        since = time.millis();
      }
    }
    return look.content != null;
  }

  /** Does nothing if the file holds what was read first. */
  private void readAgain(File file) throws Exception {
    for (ArtifactInstaller installer : installers) {
      if (installer.canHandle(file)) {
        installer.update(file);
        return;
      }
    }
  }

  /**
   * A file at one moment.
   *
   * @param content null if the file cannot be read
   * @param changed when it was changed last, in milliseconds since the epoch
   */
  private record Look(ByteBuffer content, long changed) {

    static Look at(Path path) {
      try {
        return new Look(ByteBuffer.wrap(Files.readAllBytes(path)), changed(path));
      } catch (IOException e) {
        return new Look(null, Long.MAX_VALUE);
      }
    }

    /** An editor can set the modification time back, but not that of the inode. */
    private static long changed(Path path) throws IOException {
      try {
        return ((FileTime) Files.getAttribute(path, "unix:ctime")).toMillis();
      } catch (UnsupportedOperationException e) {
        return Files.getLastModifiedTime(path).toMillis();
      }
    }
  }

  /** The time that passes. */
  interface Time {

    long millis();

    /** Waits. Returns false if there is nothing to wait for any more. */
    boolean pause(long millis) throws InterruptedException;

    /** Ends all pauses. */
    void end();
  }

  private static final class SystemTime implements Time {

    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public long millis() {
      return System.currentTimeMillis();
    }

    @Override
    public boolean pause(long millis) throws InterruptedException {
      return !ended.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void end() {
      ended.countDown();
    }
  }
}
