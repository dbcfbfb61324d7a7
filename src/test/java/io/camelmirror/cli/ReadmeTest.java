package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.run.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the README says of settings and exit codes is what the program has. */
class ReadmeTest {

  private final String readme = read();

  @ParameterizedTest
  @EnumSource
  void hasEverySettingWithItsDefault(Setting setting) {
    String value = setting.defaultValue() == null ? " " : " `" + setting.defaultValue() + "` ";
    assertThat(readme).contains("| `" + setting.key() + "` |" + value + "|");
  }

  @Test
  void hasTheExitCodesOfTheHelp() {
    ExitCode.MEANINGS.forEach(
        (code, meaning) -> assertThat(readme).contains("| " + code + " | " + meaning + " |"));
  }

  private static String read() {
    try {
      return Files.readString(Path.of("README.md"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
