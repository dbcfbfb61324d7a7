package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

  private static final long MB = 1_000_000;

  private final Counters counters = new Counters();
  private long expected;
  private boolean unicode;

  @Test
  void showsAllThatFits() {
    counters.found(1_240, 10_000 * MB).done(1_234, 5_600 * MB).path("docs/2026/report.txt");

    assertThat(after(10, 120))
        .isEqualTo(
            "#--------------  1,234/1,240  5.6/10.0 GB  > 0:08 left  560.0 MB/s"
                + "  docs/2026/report.txt");
  }

  @Test
  void leavesOutTheLeastImportantAndShortensThePath() {
    counters.found(1_240, 10_000 * MB).done(1_234, 5_600 * MB).path("docs/2026/report.txt");

    assertThat(after(10, 79))
        .isEqualTo(
            "#--------  1,234/1,240  5.6/10.0 GB  > 0:08 left  560.0 MB/s  ...026/report.txt");
    assertThat(after(10, 39)).isEqualTo("#----  1,234/1,240  .../2026/report.txt");
  }

  @Test
  void knowsThePartAndTheTimeLeftWhenAnEarlierPassHasCounted() {
    expected = 1_000;
    unicode = true;
    counters.checked(250).found(3, 0).done(2, 0).path("a");

    assertThat(after(10, 79)).isEqualTo("██░░░░░░░ 25 %  2/3  0:30 left  50/s  a");
  }

  @Test
  void countsNamesWhileNothingHasToBeDone() {
    counters.checked(200_000);

    assertThat(after(100, 60)).isEqualTo("#------  400,000 checked  4,000/s");
  }

  @Test
  void theTimeLeftIsThatOfTheBytesIfTheyTakeLonger() {
    expected = 100;
    counters.checked(99).found(1, 1_000 * MB).done(0, 100 * MB);

    assertThat(after(10, 79)).contains("99 %", "1:30 left");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 39, 79, 119, 199})
  void fitsAnyWidth(int columns) {
    counters
        .found(1_234_567, 987_654 * MB)
        .done(1_234_566, 5)
        .path("日本/".repeat(60) + "a\u001b[2Jb");

    String line = after(3, columns);

    assertThat(Columns.of(line)).isLessThanOrEqualTo(columns);
    assertThat(line).doesNotContain("\u001b");
    if (columns >= 39) {
      assertThat(line).endsWith("\\x1b[2Jb");
    }
  }

  private String after(long seconds, int columns) {
    return new ProgressLine(counters, expected, unicode, 0)
        .at(TimeUnit.SECONDS.toNanos(seconds), columns);
  }
}
