package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README lists the exit codes of the program. */
class ReadmeTest {

  private final String readme = read();

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
