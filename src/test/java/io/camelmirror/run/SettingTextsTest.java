package io.camelmirror.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text that lists settings has the keys, defaults and sentences of {@link Setting}, in its
 * order. The help is held by {@code CommandLineOptionsTest}.
 */
class SettingTextsTest {

  private static final Path PROPERTIES = Path.of("application.properties");
  private static final Path KARAF = Path.of("src/main/feature/io.camelmirror.cfg");
  private static final Path README = Path.of("README.md");
  private static final String CATALOGUE = "/META-INF/io/camelmirror/camel/mirror.json";

  /** Karaf has a log configuration of its own. */
  static final Set<Setting> NOT_IN_KARAF =
      EnumSet.of(Setting.LOG_FILE, Setting.LOG_MODE, Setting.LOG_MAX_SIZE, Setting.LOG_KEEP);

  static final Set<Setting> IN_KARAF = EnumSet.complementOf(EnumSet.copyOf(NOT_IN_KARAF));

  private static final String KARAF_ROUTES = "camel-mirror/routes";

  /** A comment line of a properties file is at most this long. */
  private static final int WIDTH = 100;

  private static final Pattern ASSIGNMENT = Pattern.compile("#?(mirror\\.[a-z.-]+)=(.*)");
  private static final Pattern ROW = Pattern.compile("\\| `(mirror\\.[^`]+)` \\|(.*?)\\|(.*)\\|");

  @ParameterizedTest
  @EnumSource(Setting.class)
  void isASentence(Setting setting) {
    assertThat(setting.description())
        .as("write one sentence that ends with its only full stop for %s", setting.key())
        .matches("[^.]*(\\.[^ ][^.]*)*\\.")
        .doesNotStartWith("Whether")
        .doesNotStartWith("How")
        .doesNotStartWith("What");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void isInThePropertiesFile(Setting setting) throws IOException {
    String value = setting.defaultValue();
    String line = value == null ? "#" + setting.key() + "=" : setting.key() + "=" + value;

    assertThat(lines(PROPERTIES)).as(write(PROPERTIES, setting, line)).contains(line);
    assertThat(comments(PROPERTIES).get(setting.key()))
        .as(write(PROPERTIES, setting, line))
        .isEqualTo(setting.description());
  }

  @ParameterizedTest
  @FieldSource("IN_KARAF")
  void isInKarafsFile(Setting setting) throws IOException {
    String value = setting == Setting.ROUTES ? KARAF_ROUTES : setting.defaultValue();
    String line = "#" + setting.key() + "=" + (value == null ? "" : value);

    assertThat(lines(KARAF)).as(write(KARAF, setting, line)).contains(line);
    assertThat(comments(KARAF).get(setting.key()))
        .as(write(KARAF, setting, line))
        .isEqualTo(setting.description());
  }

  @Test
  void karafsFileSetsNothing() throws IOException {
    assertThat(lines(KARAF)).allMatch(line -> line.isEmpty() || line.startsWith("#"));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void isInTheReadme(Setting setting) throws IOException {
    String value = setting.defaultValue() == null ? " " : " `" + setting.defaultValue() + "` ";
    String row = "| `" + setting.key() + "` |" + value + "| " + setting.description() + " |";

    assertThat(rows().getOrDefault(setting.key(), "no row").replace("`", ""))
        .as("write in %s: %s (code within the sentence may stand between ` and `)", README, row)
        .isEqualTo(row.replace("`", ""));
  }

  static Stream<Arguments> lists() throws IOException {
    return Stream.of(
        Arguments.of(PROPERTIES, EnumSet.allOf(Setting.class), comments(PROPERTIES).keySet()),
        Arguments.of(KARAF, IN_KARAF, comments(KARAF).keySet()),
        Arguments.of(README, EnumSet.allOf(Setting.class), rows().keySet()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  void haveTheOrderOfSettingAndNothingElse(Path file, Set<Setting> wanted, Set<String> keys) {
    assertThat(keys)
        .as("give the settings in %s the order of Setting, each once", file)
        .containsExactlyElementsOf(wanted.stream().map(Setting::key).toList());
  }

  @ParameterizedTest
  @MethodSource("files")
  void wrapsItsComments(Path file) throws IOException {
    assertThat(lines(file).stream().filter(line -> line.length() > WIDTH))
        .as("wrap these comments of %s at %d columns", file, WIDTH)
        .isEmpty();
  }

  static List<Path> files() {
    return List.of(PROPERTIES, KARAF);
  }

  /** The options of endpoint and component that have a setting, by their names. */
  static Stream<Arguments> options() {
    Map<String, Setting> options = new TreeMap<>(CamelProperties.COMPONENT);
    options.putAll(CamelProperties.COMPONENT_TEXTS);
    options.remove("logProblems");
    options.remove("logUnchanged");
    options.remove("notify");
    return options.entrySet().stream()
        .map(option -> Arguments.of(option.getKey().replaceFirst(".*\\.", ""), option.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("options")
  void isInTheCatalogue(String option, Setting setting) throws Exception {
    for (String group : List.of("componentProperties", "properties")) {
      requireDescribed(group, option, setting);
    }
  }

  @ParameterizedTest
  @CsvSource({"logProblems, LOG_PROBLEMS", "logUnchanged, LOG_UNCHANGED", "notify, NOTIFY"})
  void isInTheCatalogueOfTheComponentAlone(String option, Setting setting) throws Exception {
    requireDescribed("componentProperties", option, setting);
  }

  @ParameterizedTest
  @CsvSource({"threads, THREADS", "replica, REPLICA"})
  void isInTheCatalogueOfTheEndpointAlone(String option, Setting setting) throws Exception {
    requireDescribed("properties", option, setting);
  }

  private static void requireDescribed(String group, String option, Setting setting)
      throws Exception {
    JsonObject described = (JsonObject) ((JsonObject) catalogue().get(group)).get(option);

    assertThat(described).as("declare the option %s of mirror: (%s)", option, group).isNotNull();
    assertThat(described.getString("description") + " ")
        .as("begin the description of %s (%s) in its @UriParam with this sentence", option, group)
        .startsWith(setting.description() + " ");
    if (setting.defaultValue() != null) {
      assertThat(String.valueOf(described.get("defaultValue")))
          .as("give the @UriParam %s (%s) this default", option, group)
          .isEqualTo(setting.defaultValue());
    }
  }

  private static String write(Path file, Setting setting, String line) {
    return "write in " + file + ":\n# " + setting.description() + "\n" + line + "\n";
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  /** The comment above each setting, as one line, by the key of the setting. */
  private static Map<String, String> comments(Path file) throws IOException {
    Map<String, String> comments = new LinkedHashMap<>();
    List<String> comment = new ArrayList<>();
    for (String line : lines(file)) {
      var assignment = ASSIGNMENT.matcher(line);
      if (assignment.matches()) {
        comments.merge(assignment.group(1), String.join(" ", comment), (one, two) -> "twice");
        comment.clear();
      } else if (line.startsWith("# ")) {
        comment.add(line.substring(2));
      } else {
        comment.clear();
      }
    }
    return comments;
  }

  /** The rows of the README's table, by the key of the setting. */
  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : lines(README)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        rows.merge(row.group(1), line, (one, two) -> "two rows");
      }
    }
    return rows;
  }

  private static JsonObject catalogue() throws Exception {
    try (Reader json =
        new InputStreamReader(
            SettingTextsTest.class.getResourceAsStream(CATALOGUE), StandardCharsets.UTF_8)) {
      return (JsonObject) Jsoner.deserialize(json);
    }
  }
}
