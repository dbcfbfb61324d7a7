package io.camelmirror.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

  /** Three valid values for each setting, each other than the one before and the default. */
  private static final Map<Setting, List<String>> SAMPLES = new EnumMap<>(Setting.class);

  private static final String RESOURCES = "src/test/resources/";

  static {
    SAMPLES.put(Setting.SOURCE, List.of("s1", "s2", "s3"));
    SAMPLES.put(Setting.REPLICA, List.of("r1", "r2", "r3"));
    SAMPLES.put(Setting.INTERVAL, List.of("1", "2s", "3m"));
    SAMPLES.put(Setting.LOG_FILE, List.of("l1", "l2", "l3"));
    SAMPLES.put(Setting.LOG_FORMAT, List.of("json", "text", "json"));
    SAMPLES.put(Setting.LOG_MODE, List.of("640", "0644", "660"));
    SAMPLES.put(Setting.LOG_MAX_SIZE, List.of("1KB", "2MB", "3GB"));
    SAMPLES.put(Setting.LOG_KEEP, List.of("1", "2", "3"));
    SAMPLES.put(Setting.LOG_PROBLEMS, List.of("all", "new", "all"));
    SAMPLES.put(Setting.LOG_UNCHANGED, List.of("all", "new", "all"));
    SAMPLES.put(Setting.THREADS, List.of("1", "2", "3"));
    SAMPLES.put(Setting.RECONCILE, List.of("1m", "0 0 3 * * ?", "2m"));
    SAMPLES.put(Setting.PASSES, List.of("1", "2", "3"));
    SAMPLES.put(Setting.LINKS, List.of("follow", "skip", "follow"));
    SAMPLES.put(Setting.ALL, List.of("true", "false", "true"));
    SAMPLES.put(Setting.WATCH, List.of("true", "off", "on"));
    SAMPLES.put(Setting.WATCH_QUIET, List.of("1", "2s", "30ms"));
    SAMPLES.put(Setting.WINDOW, List.of("1:00-2:00", "Mon 1:00-2:00", "22:00-24:00"));
    SAMPLES.put(Setting.BWLIMIT, List.of("1M", "500KB", "20MB"));
    SAMPLES.put(Setting.NICE, List.of("true", "false", "true"));
    SAMPLES.put(Setting.HARD_LINKS, List.of("true", "false", "true"));
    SAMPLES.put(Setting.XATTRS, List.of("true", "false", "true"));
    SAMPLES.put(Setting.ACLS, List.of("true", "false", "true"));
    SAMPLES.put(Setting.SPARSE, List.of("true", "false", "true"));
    SAMPLES.put(Setting.SPECIALS, List.of("true", "false", "true"));
    SAMPLES.put(Setting.CHECKSUM, List.of("true", "false", "true"));
    SAMPLES.put(Setting.ONE_FILE_SYSTEM, List.of("true", "false", "true"));
    SAMPLES.put(Setting.MODIFY_WINDOW, List.of("1", "2s", "3m"));
    SAMPLES.put(Setting.SETTLE, List.of("1", "2s", "3m"));
    SAMPLES.put(Setting.COPY_CHANGING, List.of("true", "false", "true"));
    SAMPLES.put(Setting.NO_PRIVILEGES, List.of("true", "false", "true"));
    SAMPLES.put(Setting.EXCLUDE, List.of("*.o", "/a\nb/", "c"));
    SAMPLES.put(Setting.INCLUDE, List.of("*.o", "/a\nb/", "c"));
    SAMPLES.put(
        Setting.EXCLUDE_FROM,
        List.of(
            RESOURCES + "logging.properties",
            RESOURCES + "junit-platform.properties",
            RESOURCES + "./logging.properties"));
    SAMPLES.put(Setting.MAX_SIZE, List.of("1KB", "2MB", "3GB"));
    SAMPLES.put(Setting.MIN_SIZE, List.of("1KB", "2MB", "3GB"));
    SAMPLES.put(Setting.NEWER_THAN, List.of("1d", "2h", "3m"));
    SAMPLES.put(Setting.OLDER_THAN, List.of("1d", "2h", "3m"));
    SAMPLES.put(Setting.RENAMES, List.of("trust", "off", "on"));
    SAMPLES.put(Setting.MAX_DELETE, List.of("off", "10%", "1000"));
    SAMPLES.put(Setting.REQUIRE_MARKER, List.of("m1", "m2", "m3"));
    SAMPLES.put(Setting.NO_DELETE, List.of("true", "false", "true"));
    SAMPLES.put(Setting.CONFIRM_UNMOUNTED, List.of("true", "false", "true"));
    SAMPLES.put(Setting.DELETE_EXCLUDED, List.of("true", "false", "true"));
    SAMPLES.put(Setting.TRASH, List.of("t1", "t2", "t3"));
    SAMPLES.put(Setting.TRASH_KEEP, List.of("1d", "2h", "3m"));
    SAMPLES.put(Setting.FSYNC, List.of("true", "false", "true"));
    SAMPLES.put(Setting.VERIFY, List.of("1h", "0 0 3 ? * SUN", "2h"));
    SAMPLES.put(Setting.VERIFY_SHARE, List.of("1/2", "1/3", "1/7"));
    SAMPLES.put(Setting.VERIFY_REPAIR, List.of("true", "false", "true"));
    SAMPLES.put(Setting.NOTIFY, List.of("log:a", "direct:b", "mock:c"));
    SAMPLES.put(Setting.REDELIVERY_ATTEMPTS, List.of("0", "1", "3"));
    SAMPLES.put(Setting.REDELIVERY_DELAY, List.of("1", "2s", "100ms"));
    SAMPLES.put(Setting.DEAD_LETTER, List.of("log:a", "direct:b", "mock:c"));
    SAMPLES.put(Setting.DRY_RUN, List.of("true", "false", "true"));
    SAMPLES.put(Setting.CREATE_SOURCE, List.of("true", "false", "true"));
    SAMPLES.put(Setting.ROUTES, List.of("a", "b", "c"));
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Setting.class)
  void takesOptionThenEnvironmentThenFileThenDefault(Setting setting) throws Exception {
    List<String> samples = SAMPLES.get(setting);
    Map<String, String> option = Map.of(setting.key(), samples.get(2));
    Map<String, String> environment = Map.of(setting.environmentVariable(), samples.get(1));
    Path file = write(setting.key() + "=" + samples.get(0));

    assertThat(resolve(Map.of(), Map.of(), null).get(setting))
        .isEqualTo(setting.defaultValue() == null ? null : setting.read(setting.defaultValue()));
    assertThat(resolve(Map.of(), Map.of(), file).get(setting))
        .isEqualTo(setting.read(samples.get(0)));
    assertThat(resolve(Map.of(), environment, file).get(setting))
        .isEqualTo(setting.read(samples.get(1)));
    assertThat(resolve(option, environment, file).get(setting))
        .isEqualTo(setting.read(samples.get(2)));
    assertThat(resolve(option, Map.of(), file).get(setting))
        .isEqualTo(setting.read(samples.get(2)));
  }

  @Test
  void theShippedFileIsValid() throws Exception {
    Path file = Path.of("application.properties");

    assertThat(resolve(Map.of(), Map.of(), file).get(Setting.INTERVAL)).isEqualTo("60000ms");
    assertThat(properties(file).keySet())
        .isSubsetOf(List.of(Setting.values()).stream().map(Setting::key).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "LOG_FORMAT, --log-format, MIRROR_LOG_FORMAT",
    "LOG_MAX_SIZE, --log-max-size, MIRROR_LOG_MAX_SIZE",
    "CREATE_SOURCE, --create-source, MIRROR_CREATE_SOURCE",
    "SOURCE, --source, MIRROR_SOURCE"
  })
  void isNamedAfterItsKey(Setting setting, String option, String variable) {
    assertThat(setting.option()).isEqualTo(option);
    assertThat(setting.environmentVariable()).isEqualTo(variable);
  }

  @ParameterizedTest
  @CsvSource({
    "INTERVAL, 60, 60000ms",
    "INTERVAL, 1h30m, 5400000ms",
    "RECONCILE, interval, interval",
    "RECONCILE, pass, pass",
    "RECONCILE, 10m, 600000ms",
    "RECONCILE, 0 0 3 * * ?, 0 0 3 * * ?",
    "LOG_MAX_SIZE, 10MB, 10485760",
    "LOG_MAX_SIZE, 1 kb, 1024",
    "LOG_MAX_SIZE, 9999999999, 9999999999",
    "THREADS, ' 4 ', 4",
    "MODIFY_WINDOW, 0, 0ms",
    "MODIFY_WINDOW, 2s, 2000ms",
    "SETTLE, 0s, 0ms",
    "SETTLE, 5, 5000ms"
  })
  void givesValuesAsTheRoutesTakeThem(Setting setting, String given, String read) {
    assertThat(setting.read(given)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "SOURCE, ''",
    "LOG_FILE, ''",
    "INTERVAL, abc",
    "INTERVAL, 0",
    "INTERVAL, -5",
    "INTERVAL, 5x",
    "INTERVAL, ''",
    "INTERVAL, 99999999999",
    "RECONCILE, never",
    "RECONCILE, Pass",
    "RECONCILE, 0 0 25 * * ?",
    "RECONCILE, 0 0 3 * * ? x y z",
    "LOG_FORMAT, JSON",
    "LOG_MAX_SIZE, 10XB",
    "LOG_MAX_SIZE, ''",
    "LOG_MAX_SIZE, 0",
    "LOG_MAX_SIZE, 9999999999GB",
    "LOG_MODE, 400",
    "LOG_MODE, 688",
    "LOG_MODE, rw",
    "LOG_KEEP, 0",
    "LOG_PROBLEMS, none",
    "LOG_UNCHANGED, none",
    "THREADS, -1",
    "THREADS, 1025",
    "THREADS, 99999999999",
    "PASSES, 1.5",
    "DRY_RUN, yes",
    "LINKS, copy",
    "ALL, yes",
    "MODIFY_WINDOW, -1",
    "SETTLE, ''",
    "SETTLE, soon"
  })
  void refusesAValueAndNamesKeyAndOrigin(Setting setting, String value) throws IOException {
    Path file = write(setting.key() + "=" + value);

    assertThatThrownBy(() -> resolve(Map.of(), Map.of(), file))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(setting.key() + " (from " + file + "): ");
    assertThatThrownBy(() -> resolve(Map.of(), Map.of(setting.environmentVariable(), value), file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("(from " + setting.environmentVariable() + ")");
    assertThatThrownBy(() -> resolve(Map.of(setting.key(), value), Map.of(), file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("(from the command line)");
  }

  @Test
  void refusesAnUnknownKeyOfItsOwn() throws IOException {
    Path file = write("mirror.intervall=5");

    assertThatThrownBy(() -> resolve(Map.of(), Map.of(), file))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "unknown property 'mirror.intervall' (from "
                + file
                + "); did you mean mirror.interval?");
    assertThatThrownBy(() -> resolve(Map.of("miror.threads", "1"), Map.of(), null))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("did you mean mirror.threads?");
  }

  @Test
  void passesOtherKeysOn() throws Exception {
    Path file = write("camel.main.name=file\nmine=file\nother=file");
    Map<String, String> options =
        Map.of("mine", "option", "mirror.source", "s", "mirror.replica", "r");

    Properties properties = CamelProperties.of(resolve(options, Map.of(), file), null);

    assertThat(properties)
        .containsEntry("camel.main.name", "file")
        .containsEntry("mine", "option")
        .containsEntry("other", "file")
        .containsEntry("mirror.interval", "60000ms");
  }

  @Test
  void tellsMirrorsWithNamesApart() throws Exception {
    Settings settings =
        resolve(Map.of("mirror.source", "s", "mirror.replica", "r"), Map.of(), null);

    assertThat(CamelProperties.of(settings, "docs"))
        .containsEntry("camel.component.mirror.name", "docs")
        .containsEntry("mirror.logger.change", "io.camelmirror.change.docs");
    assertThat(CamelProperties.of(settings, null)).doesNotContainKey("mirror.logger.change");
  }

  @Test
  void areEqualWhenTheySayTheSame() throws Exception {
    Map<String, String> some = Map.of("mirror.threads", "3", "mine", "1");

    assertThat(resolve(some, Map.of(), null))
        .isEqualTo(resolve(some, Map.of(), null))
        .hasSameHashCodeAs(resolve(some, Map.of(), null))
        .isNotEqualTo(resolve(Map.of("mirror.threads", "3"), Map.of(), null));
  }

  @Test
  void takesRelativeRoutesFromWhereTheyWereGiven() throws Exception {
    Path here = Path.of("").toAbsolutePath();
    Path file = write("mirror.routes=mine");
    Map<String, String> environment = Map.of("MIRROR_ROUTES", "theirs");

    assertThat(resolve(Map.of(), Map.of(), null).routes()).isEqualTo(home().resolve("routes"));
    assertThat(resolve(Map.of(), Map.of(), file).routes()).isEqualTo(folder.resolve("mine"));
    assertThat(resolve(Map.of(), environment, file).routes()).isEqualTo(here.resolve("theirs"));
    assertThat(resolve(Map.of("mirror.routes", "/abs"), environment, file).routes())
        .isEqualTo(Path.of("/abs"));
  }

  @Test
  void takesWhatAFileGivesAndNothingElse() throws Exception {
    Map<String, String> file = Map.of("mirror.threads", "3", "mirror.routes", "mine", "other", "1");

    Settings settings = Settings.of(file, "the file", folder, home());

    assertThat(settings.get(Setting.THREADS)).isEqualTo("3");
    assertThat(settings.get(Setting.INTERVAL)).isEqualTo("60000ms");
    assertThat(settings.routes()).isEqualTo(folder.resolve("mine"));
    assertThat(Settings.of(Map.of(), "the file", folder, home()).routes()).isEqualTo(home());
    assertThatThrownBy(() -> Settings.of(Map.of("mirror.threads", "x"), "the file", folder, home()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("mirror.threads (from the file): 'x'");
  }

  @Test
  void saysThatAFolderIsMissing() throws Exception {
    Settings settings = resolve(Map.of(), Map.of(), null);

    assertThatThrownBy(() -> settings.path(Setting.REPLICA, "it is missing"))
        .isInstanceOf(UsageException.class)
        .hasMessage("it is missing");
  }

  @Test
  void saysThatAFileCannotBeRead() {
    assertThatThrownBy(() -> resolve(Map.of(), Map.of(), folder.resolve("none")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("does not exist: " + folder.resolve("none"));
  }

  @Test
  void takesTheUsersOwnKeysFromOptionEnvironmentAndFileInThisOrder() throws Exception {
    Path file = write("my.own-key=file");
    Map<String, String> environment = Map.of("MY_OWN_KEY", "environment");
    Map<String, String> folders = Map.of("mirror.source", "s", "mirror.replica", "r");
    Map<String, String> options = new HashMap<>(folders);
    options.put("my.own-key", "option");

    assertThat(CamelProperties.of(resolve(folders, Map.of(), file), null))
        .containsEntry("my.own-key", "file");
    assertThat(CamelProperties.of(resolve(folders, environment, file), null))
        .containsEntry("my.own-key", "environment");
    assertThat(CamelProperties.of(resolve(options, environment, file), null))
        .containsEntry("my.own-key", "option");
  }

  private Settings resolve(Map<String, String> options, Map<String, String> environment, Path file)
      throws UsageException {
    return Settings.resolve(options, environment, file, home());
  }

  private Path home() {
    return folder.resolve("home");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("test.properties"), text);
  }

  private static Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }
}
