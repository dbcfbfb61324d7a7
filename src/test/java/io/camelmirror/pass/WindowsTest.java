package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

  /** 2026-11-27 is a Friday. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          22:00-06:00                          | 2026-11-27T22:00 | true
          22:00-06:00                          | 2026-11-28T05:59 | true
          22:00-06:00                          | 2026-11-28T06:00 | false
          22:00-06:00                          | 2026-11-27T21:59 | false
          9:00-17:30                           | 2026-11-27T17:29 | true
          00:00-24:00                          | 2026-11-27T23:59 | true
          Fri 22:00-06:00                      | 2026-11-28T03:00 | true
          Fri 22:00-06:00                      | 2026-11-27T03:00 | false
          sat,SUN 00:00-24:00                  | 2026-11-27T12:00 | false
          sat,SUN 00:00-24:00                  | 2026-11-29T12:00 | true
          Sat-Mon 08:00-09:00                  | 2026-11-30T08:30 | true
          Sat-Mon 08:00-09:00                  | 2026-12-01T08:30 | false
          Mon-Fri 22:00-06:00; Sat 10:00-11:00 | 2026-11-28T10:30 | true
          Mon-Fri 22:00-06:00; Sat 10:00-11:00 | 2026-11-28T11:30 | false
          """)
  void isOpenAtItsTimes(String windows, LocalDateTime now, boolean open) {
    assertThat(Windows.parse(windows).isOpen(now)).isEqualTo(open);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "night",
        "22:00",
        "22-06",
        "24:00-06:00",
        "25:00-26:00",
        "22:00-06:00;",
        "Foo 22:00-06:00"
      })
  void saysWhatAWindowIs(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Windows.parse(text))
        .withMessageContaining("is not a window; write 22:00-06:00");
  }
}
