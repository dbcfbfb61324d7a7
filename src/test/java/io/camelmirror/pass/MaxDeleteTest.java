package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaxDeleteTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1000, 0",
    "1000, 10, 1000",
    "50%, 10, 100",
    "50%, 200, 100",
    "50%, 202, 101",
    "50%, 1000, 500",
    "33%, 1000, 330",
    "100%, 1000, 1000",
    "' 7 ', 1000, 7",
    "999999999999999999, 1, 999999999999999999"
  })
  void permitsSoManyOfSoMany(String limit, long entries, long permitted) {
    assertThat(MaxDelete.parse(limit).of(entries)).isEqualTo(permitted);
  }

  @Test
  void permitsEverythingWhenOff() {
    assertThat(MaxDelete.parse("off")).isEqualTo(MaxDelete.OFF);
    assertThat(MaxDelete.OFF.of(1)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "0", "1000", "1%", "50%", "100%"})
  void isWrittenAsItWasRead(String text) {
    assertThat(MaxDelete.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "0%",
        "101%",
        "50 %",
        "1.5",
        "1,000",
        "many",
        "%",
        "1000000000000000000"
      })
  void takesNothingElse(String text) {
    assertThatThrownBy(() -> MaxDelete.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' is not a limit for deleting; write a number (1000), a percentage (50%%) or off",
            text);
  }
}
