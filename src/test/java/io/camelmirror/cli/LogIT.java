package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.cli.Program.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log file, what is logged, and names that are not ASCII on the command line. */
class LogIT {

  @RegisterExtension final Program program = new Program();

  @BeforeEach
  void makeASource() throws Exception {
    Shell.run(program.folder(), "mkdir source; echo a >source/a");
  }

  @Test
  void nobodyElseMayReadTheLog() throws Exception {
    program.run("--once", "source", "replica", "60", "log").exited(ExitCode.DONE);
    assertMode("log", "rw-------");

    program
        .run("--once", "--log-mode", "640", "source", "replica", "60", "shared")
        .exited(ExitCode.DONE);
    assertMode("shared", "rw-r-----");
  }

  @Test
  void logsToStandardOutput() throws Exception {
    Result result = program.run("--once", "--json", "source", "replica", "60", "-");

    result.exited(ExitCode.DONE);
    List<String> lines = result.outLines();
    assertThat(lines).filteredOn(line -> line.contains("CREATE")).hasSize(1);
    assertThat(lines.get(lines.size() - 1)).startsWith("{\"copied\":1,");
    assertThat(program.path("-")).doesNotExist();
  }

  @Test
  void doesNotWaitForAReaderOfAFifo() throws Exception {
    Shell.run(program.folder(), "mkfifo log");

    program.run("--once", "source", "replica", "60", "log").exited(ExitCode.DONE);

    assertThat(program.path("replica/a")).hasContent("a\n");
  }

  @Test
  void refusesALinkAndAFileOfSomebodyElse() throws Exception {
    assumeRoot();
    Shell.run(
        program.folder(),
        "echo victim >victim; ln -s victim link; chown -h 12345 link; touch other; chown 12345 other");

    for (String log : List.of("link", "other")) {
      Result result = program.run("--once", "source", "replica", "60", log);

      result.exited(ExitCode.USAGE);
      assertThat(result.errLines()).hasSize(1);
      assertThat(result.err()).contains("the log file " + log, "of another user, number 12345");
    }
    assertThat(program.path("victim")).hasContent("victim\n");
    assertThat(program.path("replica")).doesNotExist();
  }

  @Test
  void theLogComesBackWithItsFolder() throws Exception {
    Shell.run(program.folder(), "mkdir logs");
    Running running = program.start("--log-unchanged=all", "source", "replica", "1", "logs/log");
    Await.until(() -> assertThat(program.path("logs/log")).isNotEmptyFile());

    Shell.run(program.folder(), "mv logs gone");
    Await.until(() -> assertThat(running.err()).contains("logs/log is gone"));
    Shell.run(program.folder(), "mkdir logs");

    Await.until(() -> assertThat(program.path("logs/log")).isNotEmptyFile());
    assertThat(new Log(program.path("logs/log")).messages("WARN"))
        .first()
        .asString()
        .startsWith("the log file logs/log was gone, lines since ");
    assertMode("logs/log", "rw-------");
  }

  @Test
  void logsAProblemWhenItBeginsAndWhenItEnds() throws Exception {
    Shell.run(program.folder(), "echo s >source/secret; chmod 0 source/secret");
    program.asOrdinaryUser().start("--log-unchanged=all", "source", "replica", "1", "log");
    Log log = new Log(program.path("log"));
    Await.until(() -> assertThat(log.lastPass()).isPositive());
    log.awaitPass();

    assertThat(log.messages("WARN"))
        .hasSize(1)
        .first()
        .asString()
        .contains("could not copy secret");
    assertThat(log.passes()).last().asString().contains(" 1 failed", "; 1 problem as before");

    Shell.run(program.folder(), "chmod 600 source/secret");
    Await.until(
        () ->
            assertThat(log.messages("INFO"))
                .contains("no longer a problem: secret (could not copy: permission denied)"));
    assertThat(log.messages("WARN")).hasSize(1);
  }

  @Test
  void aPassThatChangesNothingIsNotLogged() throws Exception {
    Running running = program.start("source", "replica", "100ms", "log");
    Log log = new Log(program.path("log"));
    Await.until(() -> assertThat(log.lastPass()).isPositive());
    long naps = running.naps();
    Await.until(() -> assertThat(running.naps()).isGreaterThan(naps + 10));

    Shell.run(program.folder(), "echo b >source/b");
    Await.until(() -> assertThat(log.passes()).hasSize(2));
    running.signal("INT");

    running.end().exited(130);
    assertThat(log.passes().get(0)).startsWith("pass 1: 1 copied, ");
    assertThat(log.passes().get(1)).contains(": 1 copied, 0 updated, 0 deleted, 1 unchanged");
    assertThat(log.lastPass()).isGreaterThan(5);
    assertThat(log.messages("INFO")).first().isEqualTo("mirroring source to replica, every 100 ms");
    assertThat(running.out().lines())
        .filteredOn(line -> !line.startsWith("pass "))
        .hasSize(2)
        .first()
        .asString()
        .matches("source (→|->) replica, every 100 ms, log in log");
    assertThat(running.out().lines())
        .last()
        .asString()
        .matches("stopped after \\d+ passes: 2 copied, 4 B");
  }

  @Test
  void aChangeIsLoggedAsAppliedIfALaterStepFails() throws Exception {
    Path copy = program.copyRoutes().resolve("copy.camel.yaml");
    String step =
        """
                - throwException:
                    exceptionType: java.lang.IllegalStateException
                    message: mail server down
        """;
    String routes = Files.readString(copy);
    int at = routes.lastIndexOf("        - to:\n            uri: log:");
    Files.writeString(copy, routes.substring(0, at) + step + routes.substring(at));

    Result result =
        program.run(
            "--once",
            "--redelivery-attempts",
            "0",
            "--routes",
            "routes",
            "source",
            "replica",
            "60",
            "log");

    result.exited(ExitCode.SOME_FAILED);
    Log log = new Log(program.path("log"));
    assertThat(log.messages("INFO"))
        .filteredOn(line -> line.startsWith("CREATE ") && line.endsWith(" a"))
        .hasSize(1);
    assertThat(log.messages("WARN"))
        .contains(
            "could not finish the route of a: the route copy failed after the change was applied:"
                + " mail server down");
  }

  /** In printf's notation: UTF-8, and bytes that are not. */
  @ParameterizedTest
  @ValueSource(strings = {"\\303\\251t\\303\\251", "caf\\351", "\\377\\303\\244"})
  void mirrorsFoldersWithAnyNameInTheCLocale(String name) throws Exception {
    program.with("LC_ALL", null).with("LC_CTYPE", null).with("LANG", "C");
    String script =
        """
        n=$(printf '%s'); mv source "s$n"; echo x >"s$n/x$n"
        '%s' --once --trash "t$n" "s$n" "r$n" 60 log; diff -r "s$n" "r$n"
        rm "s$n/x$n"; '%s' --once --trash "t$n" "s$n" "r$n" 60 log
        diff -r "s$n" "r$n"; ls "t$n"/*/"x$n" >/dev/null
        """;
    Path launcher = Program.PROJECT.resolve("camel-mirror");

    Result result =
        program
            .startCommand(List.of("sh", "-euc", script.formatted(name, launcher, launcher)))
            .end();

    result.exited(ExitCode.DONE);
  }

  @Test
  void keepsNoClassesInAFolderThatOthersMayWriteTo() throws Exception {
    program.with("XDG_CACHE_HOME", null).with("HOME", program.path("home").toString());
    for (String home :
        List.of("mkdir home; chmod 777 home", "mkdir home/.cache; chmod 770 home/.cache")) {
      Shell.run(program.folder(), home);

      program.run("--once", "source", "replica").exited(ExitCode.DONE);

      assertThat(Shell.run(program.folder(), "find home -name '*.jsa'")).isEmpty();
      Shell.run(program.folder(), "chmod 700 home");
    }
    Shell.run(program.folder(), "chmod 700 home/.cache");
    program.run("--once", "source", "replica").exited(ExitCode.DONE);
    assertThat(Shell.run(program.folder(), "find home -name '*.jsa'")).isNotEmpty();
  }

  @Test
  void keepsNoClassesInTheHomeOfSomebodyElse() throws Exception {
    assumeRoot();
    Shell.run(program.folder(), "mkdir -m 700 home; chown 12345 home");
    program.with("XDG_CACHE_HOME", null).with("HOME", program.path("home").toString());

    program.run("--once", "source", "replica").exited(ExitCode.DONE);

    assertThat(program.path("home")).isEmptyDirectory();
  }

  private static void assumeRoot() {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
  }

  private void assertMode(String file, String mode) throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program.path(file))))
        .isEqualTo(mode);
  }
}
