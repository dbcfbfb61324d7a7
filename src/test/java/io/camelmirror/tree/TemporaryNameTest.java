package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryNameTest {

  @Test
  void isOneNameAndMatches() {
    RawPath name = TemporaryName.next();
    assertThat(name.path().getNameCount()).isEqualTo(1);
    assertThat(TemporaryName.matches(name)).isTrue();
    assertThat(TemporaryName.matches(RawPath.of(name.path()))).isTrue();
  }

  @Test
  void isAnotherOneEachTime() {
    assertThat(IntStream.range(0, 1_000).mapToObj(i -> TemporaryName.next()))
        .doesNotHaveDuplicates()
        .allMatch(TemporaryName::matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".camel-mirror-0000000000000000.part", ".camel-mirror-ffffffffffffffff.part"})
  void matchesAllDigits(String name) {
    assertThat(TemporaryName.matches(RawPath.of(Path.of(name)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".camel-mirror-",
        "camel-mirror-0123456789abcdef.part",
        ".camel-mirror-0123456789abcde.part",
        ".camel-mirror-0123456789abcdef0.part",
        ".camel-mirror-0123456789abcdeg.part",
        ".camel-mirror-0123456789ABCDEF.part",
        ".camel-mirror-0123456789abcdefXpart",
        ".camel-mirror-0123456789abcdef.part\n",
        ".camel-mirror-0123456789abcdef.part.txt",
        ".camel-mirror-notes.txt"
      })
  void doesNotMatchNamesOfUsers(String name) {
    assertThat(TemporaryName.matches(RawPath.of(Path.of(name)))).isFalse();
  }
}
