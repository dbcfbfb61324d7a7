package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

  @ParameterizedTest
  @CsvSource({
    "60,PT60S",
    "1,PT1S",
    "30s,PT30S",
    "5m,PT5M",
    "1h30m,PT1H30M",
    "2d,PT48H",
    "250ms,PT0.25S",
    "1m500ms,PT1M0.5S",
    " 5M ,PT5M",
    "007,PT7S"
  })
  void reads(String text, Duration duration) {
    assertThat(Interval.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "0s",
        "-5",
        "5x",
        "s",
        "1.5s",
        "m5",
        "5 m",
        "1m2h",
        "abc",
        "99999999999999999999"
      })
  void refuses(String text) {
    assertThatThrownBy(() -> Interval.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not a positive duration");
  }
}
