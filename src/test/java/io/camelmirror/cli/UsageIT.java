package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelmirror.cli.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program says to a command line, a setting or a route that it cannot use. */
class UsageIT {

  private static final Pattern LINE = Pattern.compile(", line (\\d+)");

  /** A message may name the step's first line for a fault further down in it. */
  private static final int LONGEST_STEP = 9;

  @RegisterExtension final Program program = new Program();

  @BeforeEach
  void makeFolders() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p source/inner replica/inner empty
        echo a >source/a
        echo file >file
        ln -s source link
        echo 'mirror.intervall=5' >unknown.properties
        echo 'mirror.interval=often' >wrong.properties
        """);
  }

  static Stream<Arguments> wrongArguments() {
    return Stream.of(
        of("--onec source replica", "unknown option '--onec'", "did you mean --once?"),
        of("--log-formt=json source replica", "'--log-formt'", "did you mean --log-format?"),
        of("--frobnicate source replica", "unknown option '--frobnicate'", "--help"),
        of("--dry-run=perhaps source replica", "--dry-run", "perhaps"),
        of("--set nonsense source replica", "--set", "nonsense"),
        of("--set mirror.intervall=5 source replica", "mirror.intervall", "mirror.interval?"),
        of("--set miror.threads=5 source replica", "miror.threads", "mirror.threads?"),
        of("--set mirror.nothing-like-it=5 source replica", "mirror.nothing-like-it"),
        of("--set camel.main.frobnicate=5 source replica", "camel.main.frobnicate"),
        of("--config unknown.properties source replica", "mirror.intervall", "unknown.properties"),
        of("--config wrong.properties source replica", "mirror.interval", "often", "wrong.prop"),
        of("--config missing.properties source replica", "missing.properties", "does not exist"),
        of("source replica abc", "mirror.interval", "'abc'", "30s"),
        of("source replica 0", "mirror.interval", "'0'"),
        of("source replica 5x", "mirror.interval", "'5x'"),
        of("source replica -5", "-5"),
        of("--interval= source replica", "mirror.interval", "''"),
        of("--threads many source replica", "mirror.threads", "'many'"),
        of("--log-format xml source replica", "mirror.log.format", "'xml'", "json"),
        of("--log-max-size huge source replica", "mirror.log.max-size", "'huge'", "10MB"),
        of("--log-keep 0 source replica", "mirror.log.keep", "'0'"),
        of("--reconcile sometimes source replica", "mirror.reconcile", "'sometimes'"),
        of("--set mirror.reconcile=0_0_25_*_*_? source replica", "mirror.reconcile", "0 0 25"),
        of("", "SOURCE", "usage"),
        of("source", "REPLICA", "usage"),
        of("source replica 60 log five", "'five'"),
        of("source source", "same folder"),
        of("source link", "same folder"),
        of("source source/inner", "lies in the source"),
        of("source link/inner", "lies in the source"),
        of("replica/inner replica", "lies in the replica"),
        of("missing replica", "missing", "does not exist", "--create-source"),
        of("file replica", "file", "not a folder"),
        of("source file", "file", "not a folder"),
        of("source replica 60 source/log", "source/log", "LOG_FILE"),
        of("source replica 60 link/inner/log", "log", "LOG_FILE"),
        of("source replica 60 replica/log", "replica/log", "LOG_FILE"),
        of("source replica 60 nowhere/log", "nowhere/log", "does not exist"),
        of("source replica 60 empty", "empty", "LOG_FILE"),
        of("--routes empty source replica", "empty", "no routes"),
        of("--routes missing source replica", "missing", "routes"));
  }

  private static Arguments of(String line, String... named) {
    return arguments(line, List.of(named));
  }

  @ParameterizedTest(name = "camel-mirror {0}")
  @MethodSource("wrongArguments")
  void saysInOneLineWhatIsWrong(String line, List<String> named) throws Exception {
    Object[] arguments =
        Stream.of(line.split(" "))
            .filter(argument -> !argument.isEmpty() || line.contains("  "))
            .map(argument -> argument.replace('_', ' '))
            .toArray();

    Result result = program.run(arguments);

    assertSaid(result, named);
    assertThat(program.path("replica")).isDirectoryNotContaining("glob:**/a");
  }

  @Test
  void namesTheEnvironmentVariable() throws Exception {
    Result result = program.with("MIRROR_THREADS", "x").run("--once", "source", "replica");

    assertSaid(result, List.of("MIRROR_THREADS", "'x'"));
  }

  @Test
  void refusesAnEmptyArgument() throws Exception {
    assertSaid(program.run("--once", "source", "replica", ""), List.of("mirror.interval"));
    assertSaid(program.run("--once", "source", ""), List.of("mirror.replica"));
  }

  @Test
  void refusesALogFileThatMayNotBeWrittenTo() throws Exception {
    Shell.run(program.folder(), ": >log; chmod 400 log; mkdir shut; chmod 500 shut");
    program.asOrdinaryUser();

    assertSaid(program.run("--once", "source", "replica", "60", "log"), List.of("log"));
    assertSaid(program.run("--once", "source", "replica", "60", "shut/log"), List.of("shut/log"));
  }

  @Test
  void refusesFoldersThatMayNotBeUsed() throws Exception {
    Shell.run(
        program.folder(), "mkdir closed shut; chmod 000 closed; chmod 500 shut; chown 12345 shut");
    program.asOrdinaryUser();

    assertSaid(program.run("--once", "closed", "replica"), List.of("closed", "cannot be read"));
    assertSaid(program.run("--once", "source", "shut"), List.of("shut", "permissions"));
    assertSaid(program.run("--once", "source", "shut/new"), List.of("shut", "permissions"));
  }

  @Test
  void createsAMissingSourceWhenToldTo() throws Exception {
    Result result =
        program.run("--once", "--create-source", "not/yet", "fresh", "60", "mirror.log");

    result.exited(ExitCode.DONE);
    assertThat(program.path("not/yet")).isEmptyDirectory();
    assertThat(program.path("fresh")).isEmptyDirectory();
  }

  @Test
  void leavesEverythingAsItIsWhenSomethingIsWrong() throws Exception {
    Path missing = program.path("missing");

    assertSaid(program.run("--once", "missing", "fresh"), List.of("missing"));

    assertThat(missing).doesNotExist();
    assertThat(program.path("fresh")).doesNotExist();
  }

  static Stream<Arguments> brokenRoutes() {
    return Stream.of(
        arguments(
            "unknown field", "    description: Copies", "    descripton: Copies", "descripton"),
        arguments("indentation", "        threads:", "      threads:", ""),
        arguments("tab", "        threads:", "\tthreads:", ""),
        arguments("unknown step", "        - to:", "        - too:", "too"),
        arguments("unknown component", "uri: log:", "uri: lgo:", "lgo"),
        arguments("unknown option", "exchangeFormatter:", "exchangeFormater:", "exchangeFormater"),
        arguments("unknown option of from", "        threads:", "        thread:", "thread"),
        arguments(
            "unknown placeholder", "{{mirror.threads}}", "{{mirror.thread}}", "mirror.thread"),
        arguments("unknown class", "camel.ChangeFormatter", "camel.NoFormatter", "NoFormatter"),
        arguments("wrong type", "\"{{mirror.threads}}\"", "\"many\"", "many"),
        arguments(
            "an option that touches the source",
            "        initialDelay: \"0\"",
            "        delete: \"true\"",
            "delete"),
        arguments("a move", "        initialDelay: \"0\"", "        move: \".done\"", "move"),
        arguments("a bad pattern", "        initialDelay: \"0\"", "        exclude: \"[a\"", "[a"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenRoutes")
  void saysInWhichFileAndLineARouteIsWrong(String what, String right, String wrong, String named)
      throws Exception {
    int faulty = breakRoute(right, wrong);

    Result result = program.run("--once", "--routes", "routes", "source", "replica");

    assertSaid(result, List.of("copy.camel.yaml", named));
    Matcher line = LINE.matcher(result.err());
    assertThat(line.find()).as(result.err()).isTrue();
    assertThat(Integer.parseInt(line.group(1))).isBetween(faulty - LONGEST_STEP, faulty + 1);
  }

  @Test
  void saysWhichRouteFileIsEmpty() throws Exception {
    breakRoute("- route:", "- route:");
    Files.writeString(program.path("routes/copy.camel.yaml"), "");

    Result result = program.run("--once", "--routes", "routes", "source", "replica");

    assertSaid(result, List.of("copy.camel.yaml"));
  }

  @Test
  void saysThatNoRouteCanEverEndAPass() throws Exception {
    Shell.run(program.folder(), "mkdir -p source routes");
    Files.copy(
        Program.PROJECT.resolve("routes/reconcile.camel.yaml"),
        program.path("routes/reconcile.camel.yaml"));

    Result result = program.run("--once", "--routes", "routes", "source", "replica");

    result.exited(ExitCode.USAGE);
    assertThat(result.err()).startsWith("camel-mirror: none of the routes polls");
  }

  /** Copies the routes with the first occurrence of a text replaced; gives its line, from 1. */
  private int breakRoute(String right, String wrong) throws IOException {
    Path routes = Files.createDirectory(program.path("routes"));
    Path original = Program.PROJECT.resolve("routes");
    Files.copy(original.resolve("reconcile.camel.yaml"), routes.resolve("reconcile.camel.yaml"));
    String text = Files.readString(original.resolve("copy.camel.yaml"));
    int start = text.indexOf(right);
    assertThat(start).as("the place of " + right).isNotNegative();
    Files.writeString(
        routes.resolve("copy.camel.yaml"),
        text.substring(0, start) + wrong + text.substring(start + right.length()));
    return (int) text.substring(0, start).lines().count()
        + (start == 0 || text.charAt(start - 1) == '\n' ? 1 : 0);
  }

  private static void assertSaid(Result result, List<String> named) {
    result.exited(ExitCode.USAGE);
    assertThat(result.out()).isEmpty();
    assertThat(result.errLines()).hasSize(1);
    assertThat(result.err())
        .startsWith("camel-mirror: ")
        .contains(named)
        .doesNotContain("\tat ", "Exception");
  }
}
