package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.run.UsageException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePromptTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private Path source;

  @BeforeEach
  void nameSource() {
    source = folder.resolve("not/yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "Y\n", " yes \n", "YES"})
  void createsTheSourceOnYes(String answer) throws Exception {
    prompt(answer, true).ensure(source, false);

    assertThat(source).isEmptyDirectory();
    assertThat(shown()).isEqualTo("The source " + source + " does not exist. Create it? [y/N] ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n\n", "no\n", "\n", "", "yep\n", "j\n"})
  void createsNothingOnAnythingElse(String answer) {
    assertThatThrownBy(() -> prompt(answer, true).ensure(source, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(source + " does not exist")
        .hasMessageContaining("--create-source");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void asksNobodyWithoutATerminal() {
    assertThatThrownBy(() -> prompt("y\n", false).ensure(source, false))
        .isInstanceOf(UsageException.class);

    assertThat(folder).isEmptyDirectory();
    assertThat(shown()).isEmpty();
  }

  @Test
  void doesNotAskWhenItWasToldTo() throws Exception {
    prompt("n\n", true).ensure(source, true);

    assertThat(source).isEmptyDirectory();
    assertThat(shown()).isEmpty();
  }

  @Test
  void doesNotAskForASourceThatExists() throws Exception {
    Files.createDirectories(source);

    prompt("", true).ensure(source, false);

    assertThat(shown()).isEmpty();
  }

  @Test
  void showsNoControlCharacters() {
    source = folder.resolve("red\u001b[31m");

    assertThatThrownBy(() -> prompt("n\n", true).ensure(source, false))
        .hasMessageContaining("red\\x1b[31m");

    assertThat(shown()).contains("red\\x1b[31m").doesNotContain("\u001b");
  }

  @Test
  void saysWhyItCannotBeCreated() throws Exception {
    Files.createFile(folder.resolve("not"));

    assertThatThrownBy(() -> prompt("", true).ensure(source, true))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be created");
  }

  private SourcePrompt prompt(String answer, boolean terminal) {
    return new SourcePrompt(
        new BufferedReader(new StringReader(answer)),
        new PrintStream(shown, true, StandardCharsets.UTF_8),
        terminal);
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }
}
