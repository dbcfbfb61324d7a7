package io.camelmirror.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, '', 3",
    "abc, abc, 0",
    "abc, abd, 1",
    "abc, ac, 1",
    "abc, xabc, 1",
    "kitten, sitting, 3",
    "sitting, kitten, 3"
  })
  void countsLetters(String one, String other, int distance) {
    assertThat(Nearest.distance(one, other)).isEqualTo(distance);
  }

  @Test
  void findsTheNearest() {
    assertThat(Nearest.to("--onse", List.of("--json", "--once", "--quiet"))).contains("--once");
  }

  @Test
  void findsNothingThatIsFarAway() {
    assertThat(Nearest.to("--frobnicate", List.of("--json", "--once"))).isEmpty();
    assertThat(Nearest.to("--once", List.of())).isEmpty();
  }
}
