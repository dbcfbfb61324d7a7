package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.pass.PassReport;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunLinesTest {

  private long failed;

  private final RunLines lines = new RunLines(null, new Terminal(false, false, false, false));

  @Test
  void sumsUpAllPasses() {
    lines.passEnded(report(2, 0, 1, 1_000));
    assertThat(lines.summary()).isEqualTo("stopped after 1 pass: 2 copied, 1 deleted, 1.0 kB");
    lines.passEnded(report(1_000, 3, 0, 500));
    lines.reconciled(report(0, 4, 0, 0));
    assertThat(lines.summary())
        .isEqualTo("stopped after 2 passes: 1,002 copied, 7 updated, 1 deleted, 1.5 kB");
  }

  @Test
  void saysWhatFailedInTheEnd() {
    lines.passEnded(report(0, 0, 0, 0));
    assertThat(lines.summary()).isEqualTo("stopped after 1 pass: nothing to do");
    failed = 2;
    lines.passEnded(report(0, 0, 0, 0));
    assertThat(lines.summary())
        .isEqualTo("stopped after 2 passes: nothing to do; 2 failed in the last one");
  }

  @Test
  void saysHowFarACancelledPassGot() {
    lines.passCancelled(new Counters().done(12, 3_000));
    assertThat(lines.summary())
        .isEqualTo("stopped during the first pass, after 12 changes and 3.0 kB");
    lines.passEnded(report(1, 0, 0, 0));
    assertThat(lines.summary()).isEqualTo("stopped after 1 pass: 1 copied");
    lines.passCancelled(new Counters().done(1, 0));
    assertThat(lines.summary())
        .isEqualTo(
            "stopped after 1 pass: 1 copied; the next one was cancelled, after 1 change and 0 B");
  }

  private PassReport report(long copied, long updated, long deleted, long bytes) {
    return new PassReport(
        "photos",
        Instant.EPOCH,
        Instant.EPOCH,
        1,
        copied,
        updated,
        deleted,
        0,
        0,
        0,
        failed,
        0,
        0,
        bytes,
        Duration.ZERO,
        null,
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "5000, 5 s",
    "1000, 1 s",
    "60000, 60 s",
    "300000, 5 min",
    "3600000, 60 min",
    "5400000, 90 min",
    "86400000, 24 h",
    "90000, 90 s",
    "1500, 1500 ms",
    "100, 100 ms"
  })
  void saysAnIntervalInTheLargestUnitThatItHasMoreThanOneOf(long millis, String words) {
    assertThat(RunLines.inWords(millis)).isEqualTo(words);
  }
}
