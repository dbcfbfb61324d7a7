package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
