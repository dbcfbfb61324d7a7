package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineEncoderTest {

  private static final Instant TIME = Instant.parse("2026-03-09T11:00:00.007Z");
  private static final String TEXT = "2026-03-09T12:00:00.007+01:00 ";

  private final Logger logger = new LoggerContext().getLogger("test");
  private final LineEncoder ofFile = LineEncoder.ofFile(TimeZone.getTimeZone("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "TRACE, 'TRACE '",
    "DEBUG, 'DEBUG '",
    "INFO, 'INFO  '",
    "WARN, 'WARN  '",
    "ERROR, 'ERROR '"
  })
  void writesTimeAndLevelAndMessage(String level, String text) {
    assertThat(line(ofFile, event(Level.toLevel(level), "a caf\u00e9 \ud83d\udc2a", null)))
        .isEqualTo(TEXT + text + "a caf\u00e9 \ud83d\udc2a\n");
  }

  @Test
  void writesEachTimeOfOneSecond() {
    LoggingEvent first = event(Level.INFO, "a", null);
    byte[] line = ofFile.encode(first);
    LoggingEvent second = event(Level.INFO, "b", null);
    second.setInstant(TIME.plusMillis(990));

    assertThat(line(ofFile, second)).isEqualTo("2026-03-09T12:00:00.997+01:00 INFO  b\n");
    assertThat(line).asString(StandardCharsets.UTF_8).isEqualTo(TEXT + "INFO  a\n");
  }

  @Test
  void writesOneLineWhateverTheMessageHolds() {
    assertThat(line(ofFile, event(Level.INFO, "one\r\n two\u001b[31m\u009b", null)))
        .isEqualTo(TEXT + "INFO  one two\\x1b[31m\\x9b\n");
  }

  @Test
  void writesTheStackTraceInTheSameLine() {
    ofFile.start();
    Throwable thrown = new IllegalStateException("no\nway");
    assertThat(line(ofFile, event(Level.ERROR, "failed", thrown)))
        .startsWith(TEXT + "ERROR failed | java.lang.IllegalStateException: no way at ")
        .contains(getClass().getName())
        .matches("[^\n]*\n");
  }

  @Test
  void writesAnEventWithoutAMessage() {
    assertThat(line(ofFile, event(Level.INFO, null, null))).isEqualTo(TEXT + "INFO  null\n");
  }

  @Test
  void writesTheMessageAloneForPeople() {
    LineEncoder encoder = LineEncoder.ofConsole("camel-mirror: ");
    encoder.start();
    assertThat(line(encoder, event(Level.WARN, "a\tb", new IllegalStateException())))
        .isEqualTo("camel-mirror: a\\x09b\n");
  }

  private LoggingEvent event(Level level, String message, Throwable thrown) {
    LoggingEvent event =
        new LoggingEvent(LineEncoderTest.class.getName(), logger, level, message, thrown, null);
    event.setInstant(TIME);
    return event;
  }

  private static String line(LineEncoder encoder, LoggingEvent event) {
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
