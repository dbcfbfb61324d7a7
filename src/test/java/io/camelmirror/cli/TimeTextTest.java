package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  private static final TimeZone BERLIN = TimeZone.getTimeZone("Europe/Berlin");

  private final TimeText times = new TimeText(BERLIN);

  @Test
  void goesOnAtTheBorderOfASecond() {
    assertThat(Stream.of("10:59:59.998Z", "10:59:59.999Z", "11:00:00.000Z", "11:00:00.001Z"))
        .extracting(time -> text(times, "2026-03-09T" + time))
        .containsExactly(
            "2026-03-09T11:59:59.998+01:00",
            "2026-03-09T11:59:59.999+01:00",
            "2026-03-09T12:00:00.000+01:00",
            "2026-03-09T12:00:00.001+01:00");
  }

  @Test
  void goesBackToASecondThatWas() {
    assertThat(text(times, "2026-03-09T11:00:00.000Z")).isEqualTo("2026-03-09T12:00:00.000+01:00");
    assertThat(text(times, "2026-03-09T10:59:59.999Z")).isEqualTo("2026-03-09T11:59:59.999+01:00");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:59:59.999Z, 2026-03-29T01:59:59.999+01:00",
    "2026-03-29T01:00:00.000Z, 2026-03-29T03:00:00.000+02:00",
    "2026-10-25T00:59:59.999Z, 2026-10-25T02:59:59.999+02:00",
    "2026-10-25T01:00:00.000Z, 2026-10-25T02:00:00.000+01:00"
  })
  void tellsWhenClocksAreChanged(String time, String text) {
    assertThat(text(times, time)).isEqualTo(text);
  }

  @Test
  void tellsBothSidesOfAChangeInTurn() {
    assertThat(text(times, "2026-10-25T00:59:59.999Z")).endsWith("+02:00");
    assertThat(text(times, "2026-10-25T01:00:00.000Z")).endsWith("+01:00");
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-03-09T11:00:00.007Z",
    "Europe/London, 2026-03-09T11:00:00.007Z",
    "America/St_Johns, 2026-03-09T08:30:00.007-02:30",
    "Asia/Kathmandu, 2026-03-09T16:45:00.007+05:45",
    "GMT-00:30, 2026-03-09T10:30:00.007-00:30"
  })
  void tellsTheZone(String zone, String text) {
    TimeText there = new TimeText(TimeZone.getTimeZone(zone));
    assertThat(text(there, "2026-03-09T11:00:00.007Z")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Caracas", "Australia/Lord_Howe"})
  void isWhatAFormatterWrites(String id) {
    TimeZone zone = TimeZone.getTimeZone(id);
    TimeText there = new TimeText(zone);
    DateTimeFormatter formatter = formatter(zone);
    new Random(4_711)
        .longs(2_000, 0, Instant.parse("2037-01-01T00:00:00Z").toEpochMilli())
        .forEach(
            time ->
                assertThat(text(there, time))
                    .isEqualTo(formatter.format(Instant.ofEpochMilli(time))));
  }

  @Test
  void bearsAClockThatIsFarOff() {
    assertThat(text(times, -1)).isEqualTo("1970-01-01T00:59:59.999+01:00");
    assertThat(text(times, Instant.parse("+12026-03-09T11:00:00Z").toEpochMilli()))
        .isEqualTo("2026-03-09T12:00:00.000+01:00");
  }

  @Test
  void isRightForSeveralThreads() throws Exception {
    DateTimeFormatter formatter = formatter(BERLIN);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(
                  seed ->
                      threads.submit(
                          () ->
                              new Random(seed)
                                  .longs(20_000, 0, 5_000)
                                  .forEach(
                                      time ->
                                          assertThat(text(times, time))
                                              .isEqualTo(
                                                  formatter.format(Instant.ofEpochMilli(time))))))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static DateTimeFormatter formatter(TimeZone zone) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(zone.toZoneId());
  }

  private static String text(TimeText times, String time) {
    return text(times, Instant.parse(time).toEpochMilli());
  }

  private static String text(TimeText times, long time) {
    byte[] line = times.ofSecond(time).clone();
    TimeText.putMillis(time, line);
    return new String(line, StandardCharsets.ISO_8859_1);
  }
}
