package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathArgumentTest {

  /** As in ISO 8859-1, a character for each byte. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/plain",
        "relative/a b",
        "/\u00c3\u00a9",
        "/\u00e9/caf\u00e9",
        "\u00ff",
        "a\u00ff\u00c3\u00a9/../b",
        "\u00f0\u009f\u0098\u0080",
        "\u00f0\u009f\u0098",
        "\u00ed\u00b3\u00bf",
        "/\u00c3"
      })
  void keepsEveryByte(String latin) {
    byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);

    String text = PathArgument.decode(bytes);
    Path path = PathArgument.path(text);

    assertThat(RawPath.of(path).bytes()).isEqualTo(bytes);
    assertThat(PathArgument.text(path)).isEqualTo(text);
  }

  @Test
  void decodesUtf8() {
    assertThat(PathArgument.decode("/ä/€".getBytes(StandardCharsets.UTF_8))).isEqualTo("/ä/€");
  }

  @Test
  void refusesWhatCannotBeAPath() {
    assertThatThrownBy(() -> PathArgument.path("a\0b")).isInstanceOf(InvalidPathException.class);
    assertThatThrownBy(() -> PathArgument.path("\ud800")).isInstanceOf(InvalidPathException.class);
  }
}
