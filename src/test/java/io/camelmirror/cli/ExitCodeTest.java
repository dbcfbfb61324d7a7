package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.apply.PassReport;
import io.camelmirror.apply.Refusal;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

  @ParameterizedTest
  @CsvSource({"0, , 0", "1, , 3", "0, guard, 4", "7, guard, 4"})
  void tellsHowAPassEnded(long failed, String refused, int code) {
    Refusal refusal = refused == null ? null : new Refusal(refused, 1, "why");
    PassReport report =
        new PassReport(1, 0, 0, 0, 0, 0, failed, 0, 0, Duration.ZERO, refusal, false);

    assertThat(ExitCode.of(report)).isEqualTo(code);
  }
}
