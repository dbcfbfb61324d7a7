package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineEncoderTest {

  private static final Instant TIME = Instant.parse("2026-03-09T11:00:00.007Z");
  private static final String TEXT = "2026-03-09T12:00:00.007+01:00 ";

  private final Logger logger = new LoggerContext().getLogger("test");
  private final LineEncoder ofFile = LineEncoder.ofFile(ZoneId.of("Europe/Berlin"));

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

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:59:59.999Z, 2026-03-29T01:59:59.999+01:00",
    "2026-03-29T01:00:00.000Z, 2026-03-29T03:00:00.000+02:00",
    "2026-10-25T00:59:59.999Z, 2026-10-25T02:59:59.999+02:00",
    "2026-10-25T01:00:00.000Z, 2026-10-25T02:00:00.000+01:00",
    "1969-12-31T23:59:59.999Z, 1970-01-01T00:59:59.999+01:00"
  })
  void writesTheOffsetOfTheTime(String time, String text) {
    LoggingEvent event = event(Level.INFO, "a", null);
    event.setInstant(Instant.parse(time));
    assertThat(line(ofFile, event)).isEqualTo(text + " INFO  a\n");
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-03-09T11:00:00.007Z",
    "America/St_Johns, 2026-03-09T08:30:00.007-02:30",
    "Asia/Kathmandu, 2026-03-09T16:45:00.007+05:45"
  })
  void writesTheOffsetOfTheZone(String zone, String text) {
    LineEncoder there = LineEncoder.ofFile(ZoneId.of(zone));
    assertThat(line(there, event(Level.INFO, "a", null))).isEqualTo(text + " INFO  a\n");
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
