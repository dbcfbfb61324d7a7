package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileAppenderTest {

  @TempDir Path folder;
  private Path file;
  private final LoggerContext context = new LoggerContext();
  private Logger logger;

  @BeforeEach
  void start() {
    file = folder.resolve("log");
    context.setMDCAdapter(new LogbackMDCAdapter());
    LogFileAppender appender = new LogFileAppender();
    appender.setContext(context);
    appender.setFile(file.toString());
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%msg%n");
    encoder.start();
    appender.setEncoder(encoder);
    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(file + ".%i");
    rolling.start();
    appender.setRollingPolicy(rolling);
    SizeBasedTriggeringPolicy<ILoggingEvent> never = new SizeBasedTriggeringPolicy<>();
    never.setContext(context);
    never.start();
    appender.setTriggeringPolicy(never);
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
}
