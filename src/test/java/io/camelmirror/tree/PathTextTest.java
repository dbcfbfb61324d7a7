package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelmirror.TreeBuilder;
import io.camelmirror.tree.local.LocalSite.Calls;
import io.camelmirror.tree.local.LocalTrees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTextTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("docs/a b.txt", "docs/a b.txt"),
        arguments("/absolute/a", "/absolute/a"),
        arguments("100%41", "100%41"),
        arguments("caf\u00e9/\u6f22\u5b57", "caf\u00e9/\u6f22\u5b57"),
        arguments("\ud83d\ude00", "\ud83d\ude00"),
        arguments("/absolute/\u00e9", "/absolute/\u00e9"),
        arguments("a\nb", "a\\nb"),
        arguments("a\rb\tc", "a\\rb\\tc"),
        arguments("\u001b[31mred", "\\x1b[31mred"),
        arguments("\u0001\u007f", "\\x01\\x7f"),
        arguments("\u0085\u009b", "\\u0085\\u009b"),
        arguments("txt.\u202eexe", "txt.\\u202eexe"),
        arguments("\u200b\u2028\u2029\ufeff", "\\u200b\\u2028\\u2029\\ufeff"),
        arguments("\ue000", "\\ue000"),
        arguments("\udb40\udc41", "\\U000e0041"),
        arguments("back\\slash", "back\\\\slash"),
        arguments("not\\nnewline", "not\\\\nnewline"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("texts")
  void showsPaths(String path, String shown) {
    assertThat(PathText.of(Path.of(path))).isEqualTo(shown);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("texts")
  void showsStrings(String text, String shown) {
    assertThat(PathText.of(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/", "\u00e9/", "\ud83d\ude00/", "\n/"})
  void cutsPathsThatNoSystemCallTakes(String part) {
    int bytes = part.getBytes(StandardCharsets.UTF_8).length;
    String path = "first/" + part.repeat(20_000 / bytes) + "last";
    String whole = PathText.whole(Path.of(path));
    assertThat(whole).isEqualTo("first/" + PathText.of(part).repeat(20_000 / bytes) + "last");
    for (String shown : List.of(PathText.of(Path.of(path)), PathText.of(path))) {
      String[] ends = shown.split(" \\.\\.\\. 18,0[01][0-9] bytes \\.\\.\\. ");
      assertThat(ends).hasSize(2).allMatch(end -> end.length() < 2_000);
      assertThat(whole).startsWith(ends[0]).endsWith(ends[1]);
    }
    String longest = "x".repeat(4_096);
    assertThat(PathText.of(longest)).isEqualTo(longest);
  }

  @Test
  void showsTheEmptyPathAsADot() {
    assertThat(PathText.of(Path.of(""))).isEqualTo(".");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "caf\\351,          caf\\xe9",
    "\\303\\251\\303,   \u00e9\\xc3",
    "\\377\\376,        \\xff\\xfe",
    // Overlong, a surrogate, and beyond the last code point.
    "\\300\\257,        \\xc0\\xaf",
    "\\355\\240\\200,   \\xed\\xa0\\x80",
    "\\364\\220\\200\\200, \\xf4\\x90\\x80\\x80",
    "\\342\\200x,       \\xe2\\x80x"
  })
  void showsBytesThatDoNotDecode(String printf, String shown, @TempDir Path folder)
      throws IOException {
    TreeBuilder tree = TreeBuilder.in(folder.resolve("tree")).addNamed(printf);
    NameList names;
    try (WritableTree root = LocalTrees.open(Calls.best(), tree.root());
        Directory directory = root.open(Path.of(""))) {
      names = directory.list(null);
    }
    assertThat(names).hasSize(1);
    Path name = names.get(0).path();
    assertThat(PathText.of(name)).isEqualTo(shown);
    assertThat(PathText.of(names.get(0).bytes())).isEqualTo(shown);
    assertThat(PathText.of(Path.of("d").resolve(name))).isEqualTo("d/" + shown);
    assertThat(RawPath.of(name)).isEqualTo(names.get(0));
  }
}
