package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.diff.Scope;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassNewsTest {

  private static final Refusal REFUSAL = new Refusal("max-delete", 200, "too many");

  private PassNews news = new PassNews(ProblemLog.NEW);
  private Instant now = Instant.parse("2026-11-28T10:00:00Z");

  @Test
  void theFirstPassIsNews() {
    assertThat(pass()).isTrue();
    assertThat(pass()).isFalse();
  }

  @Test
  void aChangeIsNewsOnce() {
    pass();
    news.passBegan();
    news.add();
    assertThat(end(0, 0, 0, null)).isTrue();
    assertThat(pass()).isFalse();
  }

  @Test
  void aCountThatIsNotAsBeforeIsNews() {
    pass();
    assertThat(pass(1, 0, 0, null)).isTrue();
    assertThat(pass(1, 0, 0, null)).isFalse();
    assertThat(pass(1, 2, 0, null)).isTrue();
    assertThat(pass(1, 2, 3, null)).isTrue();
    assertThat(pass(1, 2, 3, REFUSAL)).isTrue();
    assertThat(pass(1, 2, 3, REFUSAL)).isFalse();
    assertThat(pass()).isTrue();
  }

  @Test
  void anHourWithoutALineIsLongEnough() {
    pass();
    now = now.plus(Duration.ofMinutes(59));
    assertThat(pass()).isFalse();
    now = now.plus(Duration.ofMinutes(1));
    assertThat(pass()).isTrue();
    now = now.plus(Duration.ofMinutes(59));
    assertThat(pass()).isFalse();
  }

  @Test
  void aClockThatIsSetBackSilencesNothing() {
    pass();
    now = now.minus(Duration.ofDays(1));
    assertThat(pass()).isTrue();
    assertThat(pass()).isFalse();
  }

  @Test
  void aPassOverAPartIsNewsOnlyIfItChangesSomething() {
    Scope part = Scope.below(List.of(Path.of("docs")));
    pass(1, 1, 0, null);
    news.passBegan();
    assertThat(news.isIn(report(0, 0, 0, null), part)).isFalse();
    assertThat(pass(1, 1, 0, null)).isFalse();
    news.passBegan();
    news.add();
    assertThat(news.isIn(report(0, 0, 0, null), part)).isTrue();
  }

  @Test
  void everyPassIsNewsOnRequest() {
    news = new PassNews(ProblemLog.ALL);
    assertThat(pass()).isTrue();
    assertThat(pass()).isTrue();
  }

  private boolean pass() {
    return pass(0, 0, 0, null);
  }

  private boolean pass(long skipped, long failed, long held, Refusal refusal) {
    news.passBegan();
    return end(skipped, failed, held, refusal);
  }

  private boolean end(long skipped, long failed, long held, Refusal refusal) {
    return news.isIn(report(skipped, failed, held, refusal), Scope.ALL);
  }

  private PassReport report(long skipped, long failed, long held, Refusal refusal) {
    return new PassReport(
        "photos",
        now,
        now,
        7,
        0,
        0,
        0,
        0,
        5,
        skipped,
        failed,
        0,
        held,
        0,
        Duration.ZERO,
        refusal,
        false);
  }
}
