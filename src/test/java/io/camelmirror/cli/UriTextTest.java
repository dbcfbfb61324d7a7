package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UriTextTest {

  @Test
  void leavesPlainPathsAsTheyAre() {
    assertThat(UriText.of(Path.of("/srv/a-b_c.d~e/F9"))).isEqualTo("/srv/a-b_c.d~e/F9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a b", "/100%", "/%41", "/a?b=c&d", "/a#b", "/{{x}}", "/a+b", "/a\nb", "/$x;y:z"})
  void hasNothingThatMeansSomethingInAUri(String path) {
    String text = UriText.of(Path.of(path));

    assertThat(text).matches("[A-Za-z0-9/._~%-]+");
    assertThat(URI.create("mirror:" + text).getPath()).isEqualTo(path);
  }
}
