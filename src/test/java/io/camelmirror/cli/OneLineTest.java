package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

  @Test
  void leavesALineAsItIs() {
    assertThat(OneLine.of("")).isEmpty();
    assertThat(OneLine.of("  100% \\n caf\u00e9 \ud83d\udc2a "))
        .isEqualTo("  100% \\n caf\u00e9 \ud83d\udc2a ");
  }

  @Test
  void joinsLines() {
    assertThat(OneLine.of("one\r\n\n   two\nthree\n")).isEqualTo("one two three");
  }

  @Test
  void escapesControlCharacters() {
    assertThat(OneLine.of("a\u001b[31mb\tc\u0000d\u009be\u007f"))
        .isEqualTo("a\\x1b[31mb\\x09c\\x00d\\x9be\\x7f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "~\u007f",
        "\u001f ",
        "\u0000",
        "one\n two",
        "a\tb",
        "\u0080",
        "\u009f",
        "\u00a0",
        "\u00bf\u00c2\u00c0",
        "\u0100\u0440\u0480\u2028",
        "\u4e82\ud83d\udc2a",
        "\ud83d"
      })
  void isTheSameInBytes(String text) {
    assertThat(OneLine.bytes(text)).isEqualTo(OneLine.of(text).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void findsEachControlCharacterInBytes() {
    for (char c = 0; c < 0x800; c++) {
      String text = "a" + c + "b";
      assertThat(OneLine.bytes(text)).isEqualTo(OneLine.of(text).getBytes(StandardCharsets.UTF_8));
    }
  }
}
