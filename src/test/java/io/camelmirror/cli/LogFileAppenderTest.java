package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileAppenderTest {

  private static final long MAX_SIZE = 1 << 30;

  @TempDir Path folder;
  private Path file;
  private LogFileAppender appender;
  private final LoggerContext context = new LoggerContext();
  private Logger logger;

  @BeforeEach
  void start() {
    file = folder.resolve("log");
    context.setMDCAdapter(new LogbackMDCAdapter());
    appender = new LogFileAppender(MAX_SIZE, 1);
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(LineEncoder.ofConsole(""));
    appender.start();
    logger = context.getLogger("test");
    logger.setLevel(Level.INFO);
    logger.addAppender(appender);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private String written() throws IOException {
    return Files.readString(file);
  }

  @Test
  void writesALineThatNoOtherFollows() {
    logger.info("one");
    await().untilAsserted(() -> assertThat(written()).isEqualTo("one\n"));
    logger.info("two");
    await().untilAsserted(() -> assertThat(written()).isEqualTo("one\ntwo\n"));
  }

  @Test
  void writesTroubleAtOnceWithAllThatCameBefore() throws Exception {
    logger.info("one");
    logger.warn("two");
    assertThat(written()).isEqualTo("one\ntwo\n");
  }

  @Test
  void writesWhatIsLeftWhenItEnds() throws Exception {
    logger.info("one");
    logger.info("two");
    context.stop();
    assertThat(written()).isEqualTo("one\ntwo\n");
  }

  @Test
  void mixesNoLinesOfSeveralThreads() throws Exception {
    // Some of them longer than what waits, so that they are written past it.
    List<String> ends = List.of("", "x".repeat(1_000), "y".repeat(70_000));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String line = i + ends.get(i % ends.size());
      expected.add(line);
      threads.execute(() -> logger.info(line));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    context.stop();

    assertThat(Files.readAllLines(file)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void goesOnAfterALineThatCannotBeEncoded() throws Exception {
    appender.doAppend(
        new LoggingEvent("", logger, Level.INFO, "a", null, null) {
          @Override
          public String getFormattedMessage() {
            throw new IllegalStateException();
          }
        });
    logger.warn("b");
    assertThat(written()).isEqualTo("b\n");
  }

  @Test
  void writesNothingWhenItHasEnded() throws Exception {
    logger.warn("one");
    context.stop();
    logger.addAppender(appender);
    logger.warn("two");
    assertThat(written()).isEqualTo("one\n");
  }
}
