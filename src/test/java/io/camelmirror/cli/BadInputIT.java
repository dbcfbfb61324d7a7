package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One line that names what is wrong, whatever it is and wherever it was written. */
class BadInputIT {

  private static final Pattern LINE = Pattern.compile(", line (\\d+)");

  /** A message may name the step's first line for a fault further down in it. */
  private static final int LONGEST_STEP = 9;

  @RegisterExtension final Program program = new Program();

  private TreeSnapshot source;
  private TreeSnapshot replica;

  @BeforeEach
  void makeFolders() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p source/inner replica; echo a >source/a; echo o >replica/orphan
        echo file >file; ln -s source link; mkdir folder; printf 'ok\n[a\n' >bad
        """);
    source = TreeSnapshot.state(program.path("source"));
    replica = TreeSnapshot.state(program.path("replica"));
  }

  @AfterEach
  void nothingWasWritten() throws Exception {
    assertThat(TreeSnapshot.state(program.path("source"))).isEqualTo(source);
    assertThat(TreeSnapshot.state(program.path("replica"))).isEqualTo(replica);
  }

  /** The options as they are given, and what the line has to name. An underscore is a space. */
  static Stream<Arguments> wrongOptions() {
    return Stream.of(
        of("--links sometimes", "mirror.links", "'sometimes'", "keep, follow or skip"),
        of("--links KEEP", "mirror.links", "'KEEP'", "keep, follow or skip"),
        of("--max-delete lots", "mirror.max-delete", "'lots'", "50%"),
        of("--max-delete 101%", "mirror.max-delete", "'101%'", "off"),
        of("--max-delete -1", "mirror.max-delete", "-1"),
        of("--max-delete=", "mirror.max-delete", "''"),
        of("--max-delete 99999999999999999999", "mirror.max-delete", "99999999999999999999"),
        of("--require-marker=", "mirror.require-marker", "is empty"),
        of("--require-marker ../file", "mirror.require-marker", "../file"),
        of("--require-marker /", "mirror.require-marker", "'/'"),
        of("--trash=", "mirror.trash", "is empty"),
        of("--trash file", "trash", "file", "not a folder"),
        of("--trash source/inner", "trash", "source/inner", "lies in the source"),
        of("--trash-keep never", "mirror.trash.keep", "'never'", "30s"),
        of("--trash-keep=-1d", "mirror.trash.keep", "'-1d'"),
        of("--trash-keep 99999999999999999999d", "mirror.trash.keep", "99999999999999999999d"),
        of("--redelivery-attempts many", "mirror.redelivery.attempts", "'many'", "0 to 1000"),
        of("--redelivery-attempts=-1", "mirror.redelivery.attempts", "'-1'", "0 to 1000"),
        of("--redelivery-delay soon", "mirror.redelivery.delay", "'soon'", "30s"),
        of("--dead-letter=", "mirror.dead-letter", "is empty"),
        of("--dead-letter nosuch:endpoint", "nosuch"),
        of("--dead-letter file:dead?frobnicate=1", "frobnicate"),
        of("--exclude=", "mirror.exclude", "is empty"),
        of("--exclude [a", "mirror.exclude", "'[a'", "not a valid pattern"),
        of("--exclude #a", "mirror.exclude", "'#a'", "matches nothing"),
        of("--include !a", "mirror.include", "'!a'", "\\!"),
        of("--exclude *a*b*c*d*", "mirror.exclude", "'*a*b*c*d*'", "4 asterisks"),
        of("--exclude-from nowhere", "mirror.exclude-from", "nowhere", "does not exist"),
        of("--exclude-from source", "mirror.exclude-from", "source: it is not a regular file"),
        of("--exclude-from bad", "mirror.exclude-from", "the patterns in bad, line 2", "'[a'"),
        of("--max-size lots", "mirror.max-size", "'lots'", "10MB"),
        of("--min-size 0", "mirror.min-size", "'0'", "10MB"),
        of("--newer-than never", "mirror.newer-than", "'never'", "30s"),
        of("--older-than=-5m", "mirror.older-than", "'-5m'", "30s"),
        of("--settle later", "mirror.settle", "'later'"),
        of("--modify-window=-1s", "mirror.modify-window", "'-1s'"),
        of("--passes=-1", "mirror.passes", "'-1'", "at least 0"),
        of("--passes 1.5", "mirror.passes", "'1.5'"),
        of("--threads 1025", "mirror.threads", "'1025'", "0 to 1024"),
        of("--interval 99999999999999999999", "mirror.interval", "99999999999999999999"),
        of("--log-keep 1e3", "mirror.log.keep", "'1e3'"),
        of("--log-max-size -5MB", "mirror.log.max-size", "-5MB"),
        of("--no-delete=perhaps", "--no-delete", "perhaps"),
        of("--fsync=1", "--fsync", "1"),
        of("--set mirror.fsync=yes", "mirror.fsync", "'yes'", "true or false"),
        of("--set mirror.delete-excluded=", "mirror.delete-excluded", "''", "true or false"),
        of("--set mirror.hard-links=TRUE", "mirror.hard-links", "'TRUE'", "true or false"),
        of("--set =5", "--set"),
        of("--set", "--set"),
        of("--threads", "--threads"),
        of("--threads 1 --threads 2", "--threads"),
        of("--trash-kep 5", "'--trash-kep'", "did you mean --trash-keep?"),
        of("--max-deletes=5", "'--max-deletes'", "did you mean --max-delete?"),
        of("--set mirror.trash-keep=5d", "mirror.trash-keep", "did you mean mirror.trash.keep?"),
        of("-x", "'-x'", "--help"),
        of("--quiet --verbose", "--quiet", "--verbose"),
        of("--config folder", "folder"),
        of("--routes file", "file", "routes"),
        of("--log-file link/log", "link/log", "LOG_FILE"),
        of("--log-file replica/log", "replica/log", "LOG_FILE"),
        of("--log-file file/log", "file/log", "does not exist"),
        of("--log-file 100%", "100%", "LOG_FILE"));
  }

  @ParameterizedTest(name = "camel-mirror {0}")
  @MethodSource("wrongOptions")
  void saysWhatIsWrongWithAnOption(String options, List<String> named) throws Exception {
    String line = options.equals("--set") || options.equals("--threads") ? "" : " source replica";

    assertSaid(
        run("--once " + (line.isEmpty() ? "source replica " + options : options + line)), named);
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        of("mirror.links=sometimes", "mirror.links", "'sometimes'"),
        of("mirror.no-delete=", "mirror.no-delete", "''"),
        of("mirror.trash.keep=soon", "mirror.trash.keep", "'soon'"),
        of("mirror.trash=", "mirror.trash", "is empty"),
        of("mirror.max.delete=5", "mirror.max.delete", "did you mean mirror.max-delete?"),
        of("mirror.redelivery.atempts=5", "did you mean mirror.redelivery.attempts?"),
        of("mirror.frobnicate=5", "mirror.frobnicate"),
        of("mirror.threads=\\u12", "bad.properties"),
        of("camel.main.frobnicate=5", "frobnicate"),
        of("mirror.routes=nowhere", "nowhere", "routes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongFiles")
  void saysWhatIsWrongWithAPropertiesFile(String content, List<String> named) throws Exception {
    Files.writeString(program.path("bad.properties"), content + "\n");

    Result result = run("--once --config bad.properties source replica");

    assertSaid(result, named);
    if (!content.startsWith("camel") && !content.contains("routes")) {
      assertThat(result.err()).contains("bad.properties");
    }
  }

  @Test
  void saysThatAPropertiesFileIsNoText() throws Exception {
    Files.write(program.path("bad.properties"), new byte[] {'a', '=', (byte) 0xff, (byte) 0xfe});

    assertSaid(run("--once --config bad.properties source replica"), List.of("bad.properties"));
  }

  @Test
  void saysThatAPropertiesFileMayNotBeRead() throws Exception {
    Shell.run(program.folder(), "echo a=b >bad.properties; chmod 000 bad.properties");
    program.asOrdinaryUser();

    assertSaid(
        run("--once --config bad.properties source replica"),
        List.of("bad.properties", "permission denied"));
  }

  @ParameterizedTest
  @CsvSource({
    "MIRROR_LINKS, sometimes, MIRROR_LINKS): 'sometimes'",
    "MIRROR_MAX_DELETE, lots, 'lots'",
    "MIRROR_REQUIRE_MARKER, '', is empty",
    "MIRROR_NO_DELETE, 1, '1'",
    "MIRROR_TRASH, source/trash, source/trash",
    "MIRROR_TRASH_KEEP, soon, 'soon'",
    "MIRROR_FSYNC, yes, 'yes'",
    "MIRROR_REDELIVERY_ATTEMPTS, many, 'many'",
    "MIRROR_DEAD_LETTER, nosuch:endpoint, nosuch",
    "MIRROR_LOG_FILE, source/log, source/log",
    "MIRROR_SOURCE, '', is empty",
  })
  void saysWhatIsWrongWithTheEnvironment(String variable, String value, String named)
      throws Exception {
    program.with(variable, value);
    String line = variable.equals("MIRROR_SOURCE") ? "--once" : "--once source replica";

    Result result = run(line);

    assertSaid(result, List.of(named));
  }

  @Test
  void saysInOneLineWhatANameOfSeveralLinesIs() throws Exception {
    assertSaid(
        program.run("--once", "two\nlines\u001b[31m", "replica"), List.of("lines", "not exist"));
    assertSaid(program.run("--once", "source", "replica", "60\n1"), List.of("mirror.interval"));
    assertSaid(program.run("--once", "--no\nsuch", "source", "replica"), List.of("--no", "such"));
  }

  @Test
  void saysWhatIsWrongWithAnEndlessArgument() throws Exception {
    String endless = "9".repeat(100_000);

    assertSaid(
        program.run("--once", "--threads", endless, "source", "replica"), List.of("threads"));
    assertSaid(program.run("--once", endless, "replica"), List.of("source"));
  }

  /** What is replaced in the copy route, by what, and what the line has to name. */
  static Stream<Arguments> brokenRoutes() {
    String option = "        initialDelay: \"0\"";
    String step = "      steps:\n";
    return Stream.of(
        arguments("no replica", "        replica: \"{{mirror.replica}}\"\n", "", "replica"),
        arguments(
            "an empty replica", "replica: \"{{mirror.replica}}\"", "replica: \"\"", "replica"),
        arguments("a flag", option, "        safety.noDelete: perhaps", "perhaps"),
        arguments("links", option, "        fidelity.links: sometimes", "sometimes"),
        arguments("a filter", option, "        filterDirectory: \"${frobnicate}\"", "frobnicate"),
        arguments("simple", step, step + simple("${frobnicate}"), "frobnicate"),
        arguments("an open bracket", step, step + simple("${header.a"), ""),
        arguments("a language", step, step + simple("a").replace("simple:", "nosuch:"), "nosuch"),
        arguments(
            "a bean",
            step,
            step + "        - bean:\n            beanType: com.example.Nobody\n",
            "Nobody"));
  }

  private static String simple(String expression) {
    return """
                - filter:
                    simple: "%s"
                    steps:
                      - log: ignored
        """
        .formatted(expression);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenRoutes")
  void saysWhatIsWrongWithARoute(String what, String right, String wrong, String named)
      throws Exception {
    Path copy = program.copyRoutes().resolve("copy.camel.yaml");
    String text = Files.readString(copy);
    int start = text.indexOf(right);
    assertThat(start).as("the place of " + right).isNotNegative();
    Files.writeString(
        copy, text.substring(0, start) + wrong + text.substring(start + right.length()));

    Result result = run("--once --routes routes source replica");

    assertSaid(result, List.of("copy.camel.yaml", named));
    Matcher line = LINE.matcher(result.err());
    assertThat(line.find()).as(result.err()).isTrue();
    int faulty = (int) text.substring(0, start).lines().count() + 1;
    assertThat(Integer.parseInt(line.group(1))).isBetween(faulty - LONGEST_STEP, faulty + 3);
  }

  @Test
  void saysThatNoRouteMirrorsAnything() throws Exception {
    Path copy = program.copyRoutes().resolve("copy.camel.yaml");
    Files.writeString(copy, Files.readString(copy).replace("- route:", "route:"));

    assertSaid(run("--routes routes source replica"), List.of("none of the routes"));
  }

  static Stream<Arguments> wrongRouteFiles() {
    return Stream.of(
        of("head -c 1000 /dev/zero >routes/more.camel.yaml", "more.camel.yaml"),
        of("head -c 1000 \"$JAVA_HOME/bin/java\" >routes/more.camel.yaml", "more.camel.yaml"),
        of("echo '- hello: world' >routes/more.camel.yaml", "more.camel.yaml", "hello"),
        of("cp routes/failed.camel.yaml routes/more.camel.yaml", "failed"),
        of("ln -s nowhere routes/more.camel.yaml", "more.camel.yaml"),
        of("chmod 000 routes/failed.camel.yaml", "failed.camel.yaml"),
        of("chmod 000 routes", "routes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongRouteFiles")
  void saysWhatIsWrongWithAFileOfRoutes(String script, List<String> named) throws Exception {
    program.copyRoutes();
    Shell.run(program.folder(), "JAVA_HOME='" + System.getProperty("java.home") + "'\n" + script);
    program.asOrdinaryUser();

    assertSaid(run("--once --routes routes source replica"), named);
  }

  private static Arguments of(String line, String... named) {
    return arguments(line, List.of(named));
  }

  private Result run(String line) throws Exception {
    return program.run(Stream.of(line.split(" ")).map(part -> part.replace('_', ' ')).toArray());
  }

  private static void assertSaid(Result result, List<String> named) {
    result.exited(ExitCode.USAGE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).doesNotContain("\tat ", "Exception", "\u001b");
    assertThat(result.errLines()).hasSize(1);
    assertThat(result.err()).startsWith("camel-mirror: ").contains(named);
  }
}
