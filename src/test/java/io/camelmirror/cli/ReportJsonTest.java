package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportJsonTest {

  @Test
  void hasTheFieldsThatScriptsReadInTheirOrder() {
    PassReport report =
        new PassReport(
            "m",
            Instant.EPOCH,
            Instant.EPOCH,
            9,
            1,
            2,
            3,
            8,
            4,
            5,
            6,
            0,
            7,
            5_000_000_000L,
            Duration.ofMillis(1500),
            null,
            false);

    assertThat(ReportJson.of(report))
        .isEqualTo(
            "{\"copied\":1,\"updated\":2,\"deleted\":3,\"moved\":8,\"unchanged\":4,\"skipped\":5,\"failed\":6,"
                + "\"bytes\":5000000000,\"seconds\":1.5,\"refused\":null}");
  }

  @Test
  void namesTheGuardThatRefused() {
    Refusal refusal = new Refusal("a \"guard\"", 1, "why");
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
            0,
            0,
            0,
            0,
            Duration.ZERO,
            refusal,
            true);

    assertThat(ReportJson.of(report)).endsWith("\"refused\":\"a \\\"guard\\\"\"}");
  }
}
