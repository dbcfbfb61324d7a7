package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunLinesTest {

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
