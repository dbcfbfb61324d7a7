package io.camelmirror.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.run.MirrorConfiguration;
import io.camelmirror.run.Setting;
import io.camelmirror.run.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

  private static final ConfigurationReader READER = new ConfigurationReader(Path.of("/karaf/etc"));

  @ParameterizedTest
  @CsvSource({
    "io.camelmirror-docs.cfg, docs",
    "io.camelmirror-my-docs.2.cfg, my-docs.2",
    "io.camelmirror~docs.cfg, docs",
    "io.camelmirror-docs.config, docs"
  })
  void namesAMirrorAfterItsFile(String file, String name) {
    MirrorConfiguration read =
        READER.read(
            "io.camelmirror.4711",
            properties("felix.fileinstall.filename", "file:/karaf/etc/" + file));

    assertThat(read.name()).isEqualTo(name);
    assertThat(read.place()).isEqualTo("/karaf/etc/" + file);
  }

  @Test
  void namesAMirrorAfterItsPidWithoutAFile() {
    MirrorConfiguration read = READER.read("io.camelmirror~docs", properties());

    assertThat(read.name()).isEqualTo("docs");
    assertThat(read.place()).isEqualTo("the configuration io.camelmirror~docs");
  }

  /** Karaf's shell copies the property from the file that it makes a new configuration of. */
  @Test
  void namesAMirrorAfterItsPidIfThatContainsAName() {
    MirrorConfiguration read =
        READER.read(
            "io.camelmirror~docs",
            properties("felix.fileinstall.filename", "file:/karaf/etc/io.camelmirror.cfg"));

    assertThat(read.name()).isEqualTo("docs");
  }

  @Test
  void leavesOutTheKeysOfKaraf() throws Exception {
    MirrorConfiguration read =
        READER.read(
            "io.camelmirror~docs",
            properties(
                "mirror.threads", "3",
                "service.pid", "io.camelmirror~docs",
                "service.factoryPid", "io.camelmirror",
                "org.apache.karaf.features.configKey", "x",
                "mine", "1"));

    assertThat(read.values()).isEqualTo(Map.of("mirror.threads", "3", "mine", "1"));
    assertThat(read.settings().get(Setting.THREADS)).isEqualTo("3");
    assertThat(read.settings().routes()).isEqualTo(Path.of("/karaf/etc/camel-mirror/routes"));
  }

  @Test
  void resolvesRelativeRoutesAgainstTheFolderOfTheFile() throws Exception {
    MirrorConfiguration read =
        READER.read(
            "io.camelmirror~docs",
            properties(
                "felix.fileinstall.filename", "file:/elsewhere/io.camelmirror-docs.cfg",
                "mirror.routes", "mine"));

    assertThat(read.settings().routes()).isEqualTo(Path.of("/elsewhere/mine"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data/F\u00fc\u00dfe", "/data/\u65e5\u672c", "/data/plain"})
  void readsNamesInUtf8(String folder) {
    String asKarafReadsIt =
        new String(folder.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    for (String given : List.of(asKarafReadsIt, folder)) {
      MirrorConfiguration read =
          READER.read("io.camelmirror~docs", properties("mirror.source", given));
      assertThat(read.values()).containsEntry("mirror.source", folder);
    }
  }

  @Test
  void refusesANameThatALoggerCannotHave() {
    MirrorConfiguration read = READER.read("io.camelmirror~my docs", properties());

    assertThatThrownBy(read::settings)
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("'my docs' (from the configuration io.camelmirror~my docs)");
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LOG_FILE", "LOG_MODE", "LOG_MAX_SIZE", "LOG_KEEP", "ROUTES"})
  void theShippedFileHasEverySettingWithItsDefault(Setting setting) throws Exception {
    String value = setting.defaultValue() == null ? "" : setting.defaultValue();
    assertThat(Files.readAllLines(Path.of("src/main/feature/io.camelmirror.cfg")))
        .contains("#" + setting.key() + "=" + value)
        .allMatch(line -> line.isEmpty() || line.startsWith("#"));
  }

  private static Hashtable<String, Object> properties(String... keysAndValues) {
    Hashtable<String, Object> properties = new Hashtable<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }
}
