package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.Entries;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rule decides about an entry, and what is refused. {@code IgnorePropertyTest} has more. */
class SelectionTest {

  private static final Instant NOW = Instant.parse("2024-01-01T12:00:00Z");

  @ParameterizedTest(name = "exclude {0}, include {1}, file {2}, directory {3}: {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-   | -     | -    | -     | -",
        "*.o | -     | -    | -     | the pattern '*.o'",
        "*.o | a.*   | -    | -     | -",
        "*.o | -     | -    | !a.o  | the pattern '*.o'",
        "-   | a.o   | *.o  | *.o   | -",
        "-   | -     | *.o  | -     | list:1 '*.o'",
        "-   | -     | *.o  | !a.o  | -",
        "-   | -     | !a.o | *.o   | d/.mirrorignore:1 '*.o'",
        "/a.o| -     | -    | /a.o  | d/.mirrorignore:1 '/a.o'",
        "d/a.o | -   | -    | -     | the pattern 'd/a.o'",
        "-   | -     | -    | d/a.o | -",
      })
  void theStrongestRuleDecides(
      String exclude, String include, String file, String directory, String excluded) {
    Selection selection =
        Selection.of(
            IgnoreRules.ofOptions(exclude, include),
            file == null ? null : rules(file, "", "list"),
            FileLimits.NONE,
            PathFilter.ALL,
            false);
    if (directory != null) {
      selection = selection.with(rules(directory, "d", "d/.mirrorignore"));
    }

    Exclusion by = selection.excludes(Path.of("d"), name("a.o"), null, PathFilter.Side.SOURCE);

    assertThat(by == null ? null : by.toString()).isEqualTo(excluded);
  }

  @Test
  void includesOverrideExcludesInAnyOrder() {
    Selection selection = options("*\n\\#no comment\n", "\na");
    assertThat(excludes(selection, "a")).isNull();
    assertThat(excludes(selection, "b")).hasToString("the pattern '*'");
  }

  @ParameterizedTest
  @CsvSource({
    // One character in two bytes, and one byte that is not UTF-8.
    "é, true",
    "é?, false",
    "??, true",
    "?, false"
  })
  void comparesBytes(String pattern, boolean excluded) {
    assertThat(excludes(options(pattern, null), "é") != null).isEqualTo(excluded);
  }

  @Test
  void matchesNamesThatAreNotUtf8() {
    RawPath name = RawPath.of(new byte[] {'a', (byte) 0xe9});
    Path directory = RawPath.of(new byte[] {(byte) 0xff}).path();
    IgnoreRules rules =
        IgnoreRules.ofFile(
            new byte[] {'/', (byte) 0xff, '/', 'a', (byte) 0xe9}, Path.of(""), "list");
    Selection selection = Selection.of(null, rules, FileLimits.NONE, PathFilter.ALL, false);

    assertThat(selection.excludes(directory, name, null, PathFilter.Side.SOURCE))
        .hasToString("list:1 '/\\xff/a\\xe9'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a", "a/[b", "[[.a.]]", "*a*b*c*d*", "#comment", "!a", "/"})
  void refusesAnOptionThatIsNoPattern(String pattern) {
    String include = pattern.equals("!a") ? pattern : null;
    assertThatThrownBy(() -> IgnoreRules.ofOptions(include == null ? pattern : null, include))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + pattern + "' ");
  }

  @Test
  void namesTheLineThatIsNoPattern() {
    assertThatThrownBy(() -> rules("ok\n# [\n[a\n", "", "list"))
        .hasMessage("line 3: '[a' is not a valid pattern");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "7200, 9, min-size '10 bytes'",
        "7200, 10, -",
        "7200, 100, -",
        "7200, 101, max-size '100 bytes'",
        "3599, 50, older-than '1h'",
        "3600, 50, -",
        "86400, 50, -",
        "86401, 50, newer-than '24h'"
      })
  void limitsSizeAndAge(int age, int size, String excluded) {
    FileLimits limits = FileLimits.of(10, 100, Duration.ofDays(1), Duration.ofHours(1));
    Selection selection = Selection.of(null, null, limits, PathFilter.ALL, false).at(NOW);
    Entry file = Entries.file().entry().with(size, Timestamp.of(NOW.minusSeconds(age)));

    Exclusion by = selection.excludes(Path.of(""), name("a"), file, PathFilter.Side.SOURCE);

    assertThat(by == null ? null : by.toString()).isEqualTo(excluded);
    assertThat(selection.readsEntries()).isTrue();
  }

  /** As in a Karaf where it is not installed. */
  @Test
  void refusesPatternsWithoutJGit() throws Exception {
    try (URLClassLoader without =
        new URLClassLoader(classPathWithoutJGit(), ClassLoader.getPlatformClassLoader())) {
      Class<?> rules = without.loadClass(IgnoreRules.class.getName());
      assertThatThrownBy(
              () -> rules.getMethod("ofOptions", String.class, String.class).invoke(null, "a", ""))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .hasMessage("'a' needs the library org.eclipse.jgit, which is not installed");
      assertThat(rules.getMethod("ofOptions", String.class, String.class).invoke(null, "", ""))
          .isNotNull();
    }
  }

  private static URL[] classPathWithoutJGit() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("jgit"))
        .map(SelectionTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Selection options(String exclude, String include) {
    return Selection.of(
        IgnoreRules.ofOptions(exclude, include), null, FileLimits.NONE, PathFilter.ALL, false);
  }

  private static Exclusion excludes(Selection selection, String name) {
    return selection.excludes(Path.of(""), name(name), null, PathFilter.Side.SOURCE);
  }

  private static IgnoreRules rules(String text, String directory, String file) {
    return IgnoreRules.ofFile(text.getBytes(StandardCharsets.UTF_8), Path.of(directory), file);
  }

  private static RawPath name(String name) {
    return RawPath.of(name.getBytes(StandardCharsets.UTF_8));
  }
}
