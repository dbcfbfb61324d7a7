package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.run.UsageException;
import io.camelmirror.tree.FolderPair;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir Path folder;

  @Test
  void rollsAFileAndWhatIsNotThereYet() throws Exception {
    assertThat(LogFile.mayBeRolled(folder.resolve("new"))).isTrue();
    assertThat(LogFile.mayBeRolled(Files.createFile(folder.resolve("log")))).isTrue();
  }

  @Test
  void rollsBehindALinkToAFileAndNoLinkItself() throws Exception {
    Path log = Files.createFile(folder.resolve("log"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("log"));
    Path broken = Files.createSymbolicLink(folder.resolve("broken"), Path.of("nowhere"));
    assertThat(LogFile.mayBeRolled(link)).isFalse();
    assertThat(LogFile.mayBeRolled(broken)).isFalse();
    assertThat(check(link)).isEqualTo(log.toRealPath());
  }

  @Test
  void takesAFifoOfOnesOwnAndDoesNotRollIt() throws Exception {
    Shell.run(folder, "mkfifo log");
    check(folder.resolve("log"));
    assertThat(LogFile.mayBeRolled(folder.resolve("log"))).isFalse();
  }

  @Test
  void refusesAFifoOfSomebodyElse() throws Exception {
    assumeTrue(isRoot(), "only root can give a FIFO away");
    Shell.run(folder, "mkfifo log; chown 12345 log");
    assertThatThrownBy(() -> check(folder.resolve("log")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("FIFO of your own");
  }

  /** A node of its own: a mistake here must not cost the machine its own one. */
  @Test
  void takesADeviceAndDoesNotRollIt() throws Exception {
    assumeTrue(isRoot(), "only root can make a device node");
    Shell.run(folder, "mknod null c 1 3");
    check(folder.resolve("null"));
    assertThat(LogFile.mayBeRolled(folder.resolve("null"))).isFalse();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private Path check(Path file) throws Exception {
    Path source = Files.createDirectory(folder.resolve("source"));
    Path replica = Files.createDirectory(folder.resolve("replica"));
    return LogFile.check(file, FolderPair.of(source, replica));
  }
}
