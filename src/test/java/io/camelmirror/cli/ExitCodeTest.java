package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.diff.Contents;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.Refusal;
import io.camelmirror.pass.VerifyReport;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

  @ParameterizedTest
  @CsvSource({"0, 0, , 0", "1, 0, , 3", "0, 1, , 3", "0, 0, guard, 4", "7, 1, guard, 4"})
  void tellsHowAPassEnded(long failed, long notReplaced, String refused, int code) {
    Refusal refusal = refused == null ? null : new Refusal(refused, 1, "why");
    PassReport report =
        new PassReport(
            "m",
            Instant.EPOCH,
            Instant.EPOCH,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            failed,
            notReplaced,
            0,
            0,
            Duration.ZERO,
            refusal,
            false);

    assertThat(ExitCode.of(report)).isEqualTo(code);
    assertThat(ExitCode.of(verified(5, 0, report))).as("after a repair").isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 0, 3", "0, 1, 3"})
  void tellsWhatAVerificationFound(long different, long failed, int code) {
    assertThat(ExitCode.of(verified(different, failed, null))).isEqualTo(code);
  }

  private static VerifyReport verified(long different, long failed, PassReport repair) {
    return new VerifyReport(
        "m", Instant.EPOCH, Contents.ALL, 0, different, 0, failed, Duration.ZERO, repair);
  }
}
