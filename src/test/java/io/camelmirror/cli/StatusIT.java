package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.cli.Program.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code camel-mirror status}. */
class StatusIT {

  @RegisterExtension final Program program = new Program();

  private Path sockets;

  @BeforeEach
  void makeFolders() throws Exception {
    Shell.run(program.folder(), "mkdir source run; chmod 700 run; echo a >source/a");
    program.with("XDG_RUNTIME_DIR", program.path("run").toString());
    sockets = program.path("run/camel-mirror");
  }

  @Test
  void showsTheMirrorOfAReplica() throws Exception {
    Running running = program.start("source", "replica", "100ms", "log");
    Shell.run(program.folder(), "mkdir other; ln -s replica link");
    Await.until(() -> assertThat(sockets).isNotEmptyDirectory());

    Result result = program.run("status", "link").exited(ExitCode.DONE);

    assertThat(result.outLines())
        .anyMatch(line -> line.equals("source     " + program.path("source")))
        .anyMatch(line -> line.equals("replica    " + program.path("replica")))
        .anyMatch(
            line ->
                line.matches(
                    "process    " + running.process().pid() + ", user \\w+, since [\\d: -]{19}"))
        .anyMatch(line -> line.equals("interval   100 ms"))
        .anyMatch(line -> line.matches("last pass  pass \\d+: .* in .* s, ended [\\d: -]{19}"));
    assertThat(result.err()).isEmpty();
    assertNone(program.run("status", "other"), "other");

    running.signal("TERM");
    running.end();
    assertThat(sockets).isEmptyDirectory();
    assertNone(program.run("status", "replica"), "replica");
  }

  @Test
  void showsAPassInProgress() throws Exception {
    program.copySlowRoutes(600_000);
    Running running = program.start("--once", "--routes=routes", "source", "replica", "60", "log");
    Await.until(() -> assertThat(sockets).isNotEmptyDirectory());

    Await.until(
        () ->
            assertThat(program.run("status", "replica").out())
                .containsPattern("state +pass 1 since .*, 0 checked, 0 of 1 changes, 0 B of 2 B, a")
                .doesNotContain("last pass", "interval"));
    running.process().destroyForcibly();
  }

  @Test
  void onlyTheUserCanReachTheSocket() throws Exception {
    program.start("source", "replica", "100ms", "log");
    Await.until(() -> assertThat(sockets).isNotEmptyDirectory());

    Await.until(
        () -> assertThat(Shell.run(sockets, "stat -c %a . ./*.sock")).isEqualTo("700\n600\n"));
  }

  @Test
  void removesTheSocketOfAProcessThatWasKilled() throws Exception {
    Running running = program.start("source", "replica", "100ms", "log");
    Await.until(() -> assertThat(sockets).isNotEmptyDirectory());
    running.process().destroyForcibly().waitFor();
    assertThat(sockets).isNotEmptyDirectory();

    assertNone(program.run("status", "replica"), "replica");

    assertThat(sockets).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chown 12345 camel-mirror", "chmod 750 camel-mirror", "chmod 777 ."})
  void usesNoFolderThatOthersCanUse(String change) throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give folders away");
    Shell.run(program.path("run"), "mkdir -m 700 camel-mirror; " + change);
    Running running = program.start("source", "replica", "100ms", "log");
    Await.until(() -> assertThat(program.run("status", "replica").exitCode()).isZero());

    assertThat(sockets).isEmptyDirectory();
    assertThat(program.run("status", "other").err())
        .contains("other users have access to " + sockets)
        .hasLineCount(1);
    running.signal("TERM");
    running.end();
  }

  @Test
  void aFolderOfThatNameCanBeMirrored() throws Exception {
    Shell.run(program.folder(), "mv source status");

    program.run("--once", "./status", "replica").exited(ExitCode.DONE);

    assertThat(program.path("replica/a")).hasContent("a");
    assertThat(program.run("status").exited(ExitCode.USAGE).err())
        .contains("camel-mirror status REPLICA", "./status")
        .hasLineCount(1);
    assertThat(program.run("status", "replica", "60").exited(ExitCode.USAGE).err()).hasLineCount(1);
    assertThat(Files.exists(program.path("60"))).isFalse();
  }

  private static void assertNone(Result result, String replica) {
    result.exited(ExitCode.USAGE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .matches("camel-mirror: no mirror of user \\w+ runs on " + replica + "\n");
  }
}
