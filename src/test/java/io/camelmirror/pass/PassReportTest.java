package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassReportTest {

  private static final Duration DURATION = Duration.ofMillis(812);

  private long moved;

  @Test
  void isOneLineForPeople() {
    assertThat(report(12, 3, 1, 2, 100_000, 0, 0, 0, 1_234_567, false))
        .hasToString(
            "pass 12: 3 copied, 1 updated, 2 deleted, 100,000 unchanged, 0 failed, 1.2 MB in 0.8 s");
  }

  @Test
  void namesWhatWasMovedSkippedAndHeldWhenAnythingWas() {
    moved = 1_234;
    assertThat(report(1, 0, 0, 0, 5, 1_000, 2, 3, 0, false))
        .hasToString(
            "pass 1: 0 copied, 0 updated, 0 deleted, 5 unchanged, 2 failed, 1,234 moved,"
                + " 1,000 skipped, 3 held for reconciliation, 0 B in 0.8 s");
  }

  @Test
  void saysThatItWasADryRun() {
    assertThat(report(1, 1, 0, 0, 0, 0, 0, 0, 999, true))
        .hasToString(
            "pass 1 (dry run): 1 copied, 0 updated, 0 deleted, 0 unchanged, 0 failed,"
                + " 999 B in 0.8 s");
  }

  @Test
  void leavesOutZerosInItsBriefForm() {
    assertThat(report(12, 3, 0, 0, 100_000, 0, 0, 2, 1_234_567, false).brief())
        .isEqualTo(
            "pass 12: 3 copied, 100,000 unchanged, 2 held for reconciliation, 1.2 MB in 0.8 s");
    assertThat(report(12, 0, 0, 2, 0, 0, 0, 0, 0, true).brief())
        .isEqualTo("pass 12 (dry run): 2 deleted in 0.8 s");
    assertThat(report(1, 0, 0, 0, 0, 0, 0, 0, 0, false).brief())
        .isEqualTo("pass 1: nothing to do in 0.8 s");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "1500000000, 1.5 GB",
    "2000000000000, 2.0 TB",
    "9223372036854775807, 9.2 EB"
  })
  void showsAmountsInTheUnitThatFits(long bytes, String shown) {
    assertThat(report(1, 0, 0, 0, 0, 0, 0, 0, bytes, false).toString())
        .endsWith(", " + shown + " in 0.8 s");
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(report(1, 1_000, 0, 0, 0, 0, 0, 0, 1_500, false))
          .hasToString(
              "pass 1: 1,000 copied, 0 updated, 0 deleted, 0 unchanged, 0 failed, 1.5 kB in 0.8 s");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void givesSecondsWithTheirFraction() {
    assertThat(report(1, 0, 0, 0, 0, 0, 0, 0, 0, false).seconds()).isEqualTo(0.812);
  }

  private PassReport report(
      long pass,
      long copied,
      long updated,
      long deleted,
      long unchanged,
      long skipped,
      long failed,
      long held,
      long bytes,
      boolean dryRun) {
    return new PassReport(
        "photos",
        Instant.EPOCH,
        Instant.EPOCH.plus(DURATION),
        pass,
        copied,
        updated,
        deleted,
        moved,
        unchanged,
        skipped,
        failed,
        0,
        held,
        bytes,
        DURATION,
        null,
        dryRun);
  }
}
