package io.camelmirror.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;

/** The test is the editor, and goes on writing while the listener waits. */
class EditedFilesTest {

  private static final String PID = Mirrors.PID + "~docs";

  @TempDir Path etc;

  private final FileInstall fileInstall = new FileInstall();
  private final EditorsTime time = new EditorsTime();

  private Path file;

  @BeforeEach
  void writeHalf() throws IOException {
    file = Files.writeString(etc.resolve("io.camelmirror-docs.cfg"), "half");
  }

  @Test
  void hasAFileReadAgainOnceItStaysTheSame() {
    listen(ConfigurationEvent.CM_UPDATED);

    assertThat(fileInstall.read).containsExactly("half");
    assertThat(time.passed).isEqualTo(2_000);
  }

  @Test
  void waitsForTheRestWhateverTheModificationTimeSays() throws IOException {
    FileTime modified = FileTime.fromMillis(1);
    time.edits.add(() -> write("h..."));
    time.edits.add(() -> write("hale"));
    Files.setLastModifiedTime(file, modified);

    listen(ConfigurationEvent.CM_UPDATED);

    assertThat(fileInstall.read).containsExactly("hale");
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
    assertThat(time.passed).isEqualTo(2_200);
  }

  @Test
  void waitsForAFileThatIsReplacedOrCreatedAnew() {
    Path other = etc.resolve("other");
    time.edits.add(() -> Files.delete(file));
    time.edits.add(() -> write("new"));
    time.edits.add(
        () ->
            Files.move(
                Files.writeString(other, "newer"), file, StandardCopyOption.REPLACE_EXISTING));

    listen(ConfigurationEvent.CM_UPDATED);

    assertThat(fileInstall.read).containsExactly("newer");
  }

  @Test
  void doesNotWaitForAFileThatWasWrittenLongAgo() {
    time.now += 60_000;

    listen(ConfigurationEvent.CM_UPDATED);

    assertThat(fileInstall.read).containsExactly("half");
    assertThat(time.passed).isZero();
  }

  @Test
  void takesAFileThatNeverStaysTheSameAsItIs() {
    time.always = () -> write("at " + time.passed);

    listen(ConfigurationEvent.CM_UPDATED);

    assertThat(fileInstall.read).containsExactly("at 30000");
  }

  @Test
  void givesUpWhenTheFileIsGoneOrTheBundleStops() {
    time.edits.add(() -> Files.delete(file));
    listen(ConfigurationEvent.CM_UPDATED);
    assertThat(time.passed).isEqualTo(2_100);

    write("again");
    time.passed = 0;
    time.edits.add(time::end);
    listen(ConfigurationEvent.CM_UPDATED);

    assertThat(time.passed).isEqualTo(100);
    assertThat(fileInstall.read).isEmpty();
  }

  /** Otherwise file install would delete a file that has been created anew meanwhile. */
  @Test
  void letsFileInstallForgetADeletedFileAtOnce() {
    listen(ConfigurationEvent.CM_DELETED);

    assertThat(fileInstall.forgotten).containsExactly(PID);
    assertThat(time.passed).isZero();
  }

  @Test
  void leavesAloneWhatAFileDidNotCause() {
    EditedFiles files = new EditedFiles(admin(), "org.apache.felix.fileinstall.", time);
    files.installers = List.of(fileInstall);

    files.configurationEvent(event(Mirrors.PID, ConfigurationEvent.CM_UPDATED));
    files.configurationEvent(event(Mirrors.PID, ConfigurationEvent.CM_DELETED));
    listener().configurationEvent(event("other", ConfigurationEvent.CM_UPDATED));

    assertThat(fileInstall.read).isEmpty();
    assertThat(fileInstall.forgotten).isEmpty();
  }

  private void listen(int type) {
    fileInstall.listener = listener();
    fileInstall.listener.configurationEvent(event(Mirrors.PID, type));
  }

  /** Takes the thread of the test for one of file install's. */
  private EditedFiles listener() {
    EditedFiles files = new EditedFiles(admin(), Thread.currentThread().getClass().getName(), time);
    files.installers = List.of(new FileInstall(), fileInstall);
    return files;
  }

  @SuppressWarnings("unchecked")
  private static ConfigurationEvent event(String factoryPid, int type) {
    ServiceReference<ConfigurationAdmin> source = fake(ServiceReference.class, null);
    return new ConfigurationEvent(source, type, factoryPid, PID);
  }

  /** Knows one configuration, which was read from the file. */
  private ConfigurationAdmin admin() {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("felix.fileinstall.filename", file.toUri().toString());
    return fake(ConfigurationAdmin.class, fake(Configuration.class, properties));
  }

  /** All its methods return the same. */
  private static <T> T fake(Class<T> type, Object result) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> result));
  }

  /** Writes in place, as a careless editor does, and keeps the modification time. */
  private void write(String text) {
    try {
      FileTime modified = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
      Files.writeString(file, text);
      if (modified != null) {
        Files.setLastModifiedTime(file, modified);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the editor does during a pause. */
  private interface Edit {
    void make() throws IOException;
  }

  /** Each pause takes its time at once, and is used for an edit. */
  private static final class EditorsTime implements EditedFiles.Time {

    private final Deque<Edit> edits = new ArrayDeque<>();
    private Edit always = () -> {};
    private long now = System.currentTimeMillis();
    private long passed;
    private boolean ended;

    @Override
    public long millis() {
      return now + passed;
    }

    @Override
    public boolean pause(long millis) {
      passed += millis;
      try {
        always.make();
        if (!edits.isEmpty()) {
          edits.remove().make();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return !ended;
    }

    @Override
    public void end() {
      ended = true;
    }
  }

  /** What it reads anew causes another event at once. */
  private final class FileInstall implements ArtifactInstaller, ConfigurationListener {

    private final List<String> read = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    private EditedFiles listener;

    @Override
    public boolean canHandle(File artifact) {
      return listener != null;
    }

    @Override
    public void update(File artifact) throws IOException {
      read.add(Files.readString(artifact.toPath()));
      listener.configurationEvent(event(Mirrors.PID, ConfigurationEvent.CM_UPDATED));
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
      if (event.getType() == ConfigurationEvent.CM_DELETED) {
        forgotten.add(event.getPid());
      }
    }

    @Override
    public void install(File artifact) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void uninstall(File artifact) {
      throw new UnsupportedOperationException();
    }
  }
}
