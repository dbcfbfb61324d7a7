package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.cli.Program.Running;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person at a terminal: the one that util-linux's script makes. */
class PromptIT {

  @RegisterExtension final Program program = new Program();

  private Path source;
  private Path replica;

  @BeforeEach
  void nameFolders() {
    source = program.path("source");
    replica = program.path("replica");
  }

  @Test
  void createsTheSourceWhenThePersonSaysSo() throws Exception {
    Result result = answer("y");

    result.exited(ExitCode.DONE);
    assertThat(source).isEmptyDirectory();
    assertThat(replica).isEmptyDirectory();
    assertThat(result.out()).contains("pass 1: nothing to do");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", ""})
  void createsNothingOtherwise(String answer) throws Exception {
    Result result = answer(answer);

    result.exited(ExitCode.USAGE);
    assertThat(source).doesNotExist();
    assertThat(replica).doesNotExist();
    assertThat(result.out()).contains("camel-mirror: the source source does not exist");
  }

  @Test
  void asksNobodyWhenStandardErrorIsNoTerminal() throws Exception {
    Running running = program.startInTerminal(80, "--once source replica 2>errors");

    running.end().exited(ExitCode.USAGE);
    assertThat(program.path("errors")).content().contains("--create-source").hasLineCount(1);
    assertThat(source).doesNotExist();
  }

  private Result answer(String answer) throws Exception {
    Running running = program.startInTerminal(80, "--once source replica");
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(Program.PATIENCE_SECONDS))
        .until(() -> running.out().endsWith("Create it? [y/N] "));
    running.type(answer);
    return running.end();
  }
}
