package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.camelmirror.cli.LogFile.Kind;
import io.camelmirror.run.UsageException;
import io.camelmirror.tree.FolderPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir Path folder;

  @Test
  void rotatesAFileAndWhatIsNotThereYet() throws Exception {
    assertThat(check("new").kind()).isEqualTo(Kind.FILE);
    Files.createFile(folder.resolve("log"));
    assertThat(check("log").kind()).isEqualTo(Kind.FILE);
  }

  @Test
  void rotatesBehindALinkOfOnesOwn() throws Exception {
    Shell.run(folder, "mkdir logs; ln -s logs way; ln -s way/log link");
    LogFile expected = new LogFile(folder.toRealPath().resolve("logs/log"), Kind.FILE);
    assertThat(check("link")).isEqualTo(expected);
    Files.createFile(folder.resolve("logs/log"));
    assertThat(check("link")).isEqualTo(expected);
  }

  @Test
  void refusesALinkOfSomebodyElseAnywhereOnTheWay() throws Exception {
    assumeTrue(isRoot(), "only root can give a link away");
    Shell.run(folder, "mkdir logs; ln -s logs way; ln -s way/log link; chown -h 12345 way");
    for (String log : List.of("link", "way/log", "logs/../way/log")) {
      assertRefused(log, "link of another user, number 12345", folder + "/way");
    }
    assertThat(folder.resolve("logs")).isEmptyDirectory();
  }

  @Test
  void refusesALinkThatLeadsToItself() throws Exception {
    Shell.run(folder, "ln -s link link");
    assertRefused("link", "too many links");
  }

  @Test
  void refusesAFileOfSomebodyElse() throws Exception {
    assumeTrue(isRoot(), "only root can give a file away");
    Shell.run(folder, "touch log; chown 12345 log");
    assertRefused("log", "file of another user, number 12345");
  }

  @Test
  void refusesAFileWithSeveralNamesWhereOthersMayWrite() throws Exception {
    Shell.run(folder, "touch precious; ln precious log");
    assertThat(check("log").kind()).isEqualTo(Kind.FILE);
    Shell.run(folder, "chmod 1777 .");
    assertRefused("log", "several names");
  }

  @Test
  void takesAFifoOfOnesOwn() throws Exception {
    Shell.run(folder, "mkfifo log");
    assertThat(check("log").kind()).isEqualTo(Kind.FIFO);
  }

  @Test
  void refusesAFifoOfSomebodyElse() throws Exception {
    assumeTrue(isRoot(), "only root can give a FIFO away");
    Shell.run(folder, "mkfifo log; chown 12345 log");
    assertRefused("log", "file of another user, number 12345");
  }

  /** A node of its own: a mistake here must not cost the machine its own one. */
  @Test
  void takesADevice() throws Exception {
    assumeTrue(isRoot(), "only root can make a device node");
    Shell.run(folder, "mknod null c 1 3");
    assertThat(check("null").kind()).isEqualTo(Kind.DEVICE);
  }

  @Test
  void takesTheStandardStreams() throws Exception {
    assertThat(check(Path.of("-")).kind()).isEqualTo(Kind.STANDARD_OUTPUT);
    assertThat(check(Path.of("/dev/stdout")).kind()).isEqualTo(Kind.STANDARD_OUTPUT);
    assertThat(check(Path.of("/dev/stderr")).kind()).isEqualTo(Kind.STANDARD_ERROR);
  }

  @Test
  void aFifoThatNobodyReadsStopsNothing() throws Exception {
    Shell.run(folder, "mkfifo log");
    LoggerContext context = new LoggerContext();
    LineEncoder encoder = LineEncoder.ofConsole("");
    FifoAppender appender = new FifoAppender(folder.resolve("log"), encoder);
    appender.setContext(context);
    appender.start();
    Logger logger = context.getLogger("test");
    logger.addAppender(appender);
    String line = "x".repeat(1000);
    for (int i = 0; i < 3000; i++) {
      logger.info(line);
    }
    appender.stop();
    assertThat(appender.isStarted()).isFalse();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void assertRefused(String file, String... reasons) {
    assertThatThrownBy(() -> check(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(reasons);
  }

  private LogFile check(String file) throws Exception {
    return check(folder.resolve(file));
  }

  private LogFile check(Path file) throws Exception {
    Path source = Files.createDirectories(folder.resolve("source"));
    Path replica = Files.createDirectories(folder.resolve("replica"));
    return LogFile.check(file, FolderPair.of(source, replica));
  }
}
