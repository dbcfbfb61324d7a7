package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnceIT {

  /** A tree with all that a name, a mode or a time can be. Run in an empty source. */
  private static final String EVERYTHING =
      """
      mkdir -p docs/deep/er empty .camel/inner .hidden 'folder with space'
      echo text >docs/a.txt
      echo deep >docs/deep/er/b
      echo in >.camel/inner/f
      echo dot >.hidden/.file
      echo dot >.dotfile
      echo lock >x.camelLock
      : >zero
      head -c 300000 /dev/zero >big
      ln -s docs/a.txt link
      ln -s nowhere/at/all dangling
      ln -s docs link-to-folder
      ln -s /etc/hostname absolute
      echo 1 >m640; chmod 640 m640
      echo 1 >m755; chmod 755 m755
      echo 1 >m400; chmod 400 m400
      echo 1 >m4755; chmod 4755 m4755
      mkdir m700 m1777; chmod 700 m700; chmod 1777 m1777
      echo s >' lead'; echo s >'trail '; echo s >'a b'
      echo q >"it's"; echo q >'say "hi"'; echo q >'back`tick'
      echo p >100%; echo p >%41; echo p >%zz; echo p >'a?b'; echo p >'a#b'; echo p >'a&b=c'; echo p >'a+b'
      echo p >'{{mirror.source}}'; echo p >'${body}'; echo p >'$HOME'; echo p >'{x}'; echo p >'RAW(x)'
      echo p >'back\\slash'; echo p >'*'; echo p >'[a]'; echo p >'-rf'; echo p >'a:b;c|d<e>f'
      echo n >"$(printf 'new\\nline')"; echo n >"$(printf 'tab\\there')"; echo n >"$(printf 'cr\\rhere')"
      echo u >"$(printf 'caf\\303\\251')"; echo u >"$(printf 'cafe\\314\\201')"
      echo u >"$(printf '\\346\\227\\245\\346\\234\\254')"; echo u >"$(printf '\\360\\237\\220\\252')"
      echo l >"$(printf '%0255d' 7)"
      mkdir "$(printf 'd%0254d' 7)"; echo l >"$(printf 'd%0254d' 7)/f"
      touch -d '1999-12-31 23:59:59.123456 UTC' docs/a.txt
      touch -d '1970-01-01 00:00:00 UTC' zero
      touch -d '2038-02-01 00:00:00.000001 UTC' .dotfile
      touch -d '2001-02-03 04:05:06.789 UTC' docs/deep empty
      """;

  private static final Pattern EXCHANGE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(?:Z|[+-]\\d\\d:\\d\\d) INFO  "
              + "((?:would )?[A-Z]+) +(\\d+) B +\\d+\\.\\d{3} ms  (.*)");

  @RegisterExtension final Program program = new Program();

  private Path source;
  private Path replica;
  private Path log;

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectory(program.path("source"));
    replica = program.path("replica");
    log = program.path("mirror.log");
  }

  @Test
  void makesTheReplicaEqualAndFindsAllUnchangedThen() throws Exception {
    Shell.run(source, EVERYTHING);
    TreeSnapshot before = TreeSnapshot.state(source);

    once().exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));

    TreeSnapshot made = TreeSnapshot.state(replica);
    JsonObject report = json(once("--json").exited(ExitCode.DONE));

    assertThat(report)
        .containsEntry("unchanged", number(filesAndLinks(source)))
        .containsAllEntriesOf(
            Map.of(
                "copied", number(0),
                "updated", number(0),
                "deleted", number(0),
                "skipped", number(0),
                "failed", number(0),
                "bytes", number(0)));
    assertThat(TreeSnapshot.state(replica)).isEqualTo(made);
    assertThat(TreeSnapshot.state(source)).isEqualTo(before);
  }

  @Test
  void makesADifferentReplicaEqual() throws Exception {
    Shell.run(source, EVERYTHING);
    Shell.run(program.folder(), "cp -a source replica");
    Shell.run(
        replica,
        """
        echo longer than before >docs/a.txt
        printf 'TEXT\\n' >docs/deep/er/b
        touch -d '2037-01-01 00:00:00 UTC' docs/deep/er/b
        touch -r zero big
        chmod 600 m755
        chmod 755 m700
        ln -sfn elsewhere link
        rm dangling; echo file >dangling
        rm -r empty; echo file >empty
        rm .dotfile; mkdir -p .dotfile/below; echo x >.dotfile/below/x
        rm -r link-to-folder; mkdir link-to-folder
        rm 'a?b'
        mkdir -p orphan/below; echo o >orphan/below/o; ln -s nowhere orphan/link
        echo o >"$(printf 'orphan\\n\\351')"
        touch -d '2037-01-01 00:00:00 UTC' docs/deep .
        """);
    TreeSnapshot before = TreeSnapshot.state(source);

    once().exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(TreeSnapshot.state(source)).isEqualTo(before);
  }

  @Test
  void overwritesWhatIsNewerInTheReplica() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir replica
        echo source >source/same-size; echo edited >replica/same-size
        touch -d '2020-01-01 00:00:00 UTC' source/same-size
        echo short >source/same-time; echo much longer >replica/same-time
        touch -d '2020-01-01 00:00:00 UTC' source/same-time replica/same-time
        """);

    once().exited(ExitCode.DONE);

    assertThat(replica.resolve("same-size")).hasContent("source");
    assertThat(replica.resolve("same-time")).hasContent("short");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void logsOneLineForEachExchange() throws Exception {
    plantOneOfEach();

    once().exited(ExitCode.DONE);

    List<String> lines = Files.readAllLines(log);
    Map<String, String> exchanges = new TreeMap<>();
    for (String line : lines.subList(0, lines.size() - 1)) {
      Matcher exchange = EXCHANGE.matcher(line);
      assertThat(exchange.matches()).as(line).isTrue();
      String earlier =
          exchanges.put(exchange.group(3), exchange.group(1) + " " + exchange.group(2));
      assertThat(earlier).as("another line for " + exchange.group(3)).isNull();
    }
    assertThat(exchanges)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "a\\\\b\\nc.txt", "CREATE 4",
                "docs", "CREATE 0",
                "docs/b.txt", "CREATE 6",
                "edited", "UPDATE 9",
                "mode", "ATTRIBUTES 0",
                "turned", "REPLACE 5",
                "orphan", "DELETE 0",
                "orphan/o", "DELETE 0",
                ".", "ATTRIBUTES 0"));
    assertThat(lines.get(lines.size() - 1))
        .contains(" INFO  pass 1: 2 copied, 3 updated, 1 deleted, 1 unchanged, 0 failed, 24 B in ");
  }

  @Test
  void saysWhatAPassCameTo() throws Exception {
    plantOneOfEach();

    Result result = once().exited(ExitCode.DONE);

    assertThat(result.out())
        .matches(
            "pass 1: 2 copied, 3 updated, 1 deleted, 1 unchanged, 0 failed, 24 B in \\d+\\.\\d s\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void movesARenamedFolderWithOneExchange() throws Exception {
    Shell.run(
        source,
        """
        mkdir -p old/in
        for i in $(seq 1000); do echo $i >old/in/$i; done
        touch -d '2024-05-06 07:08:09.123456789 UTC' old
        """);
    once().exited(ExitCode.DONE);
    Files.delete(log);
    Shell.run(source, "mv old new");

    JsonObject report = json(once("--json").exited(ExitCode.DONE));

    assertThat(report)
        .containsAllEntriesOf(
            Map.of(
                "moved", number(1),
                "copied", number(0),
                "deleted", number(0),
                "bytes", number(0),
                "unchanged", number(1000)));
    List<String> lines = Files.readAllLines(log);
    assertThat(lines)
        .filteredOn(line -> !line.contains(" ATTRIBUTES "))
        .hasSize(2)
        .first()
        .matches(EXCHANGE.asMatchPredicate())
        .asString()
        .contains(" MOVE ")
        .endsWith("  old -> new");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));

    Shell.run(source, "mv new newer");
    assertThat(
            json(once("--json", "--renames", "off", "--max-delete", "off").exited(ExitCode.DONE)))
        .containsEntry("copied", number(1000));
  }

  @Test
  void printsTheReportAsJsonInTheLastLine() throws Exception {
    plantOneOfEach();

    Result result = once("--json").exited(ExitCode.DONE);

    JsonObject report = json(result);
    assertThat(report.keySet())
        .containsExactlyInAnyOrder(
            "copied",
            "updated",
            "deleted",
            "moved",
            "unchanged",
            "skipped",
            "failed",
            "bytes",
            "seconds",
            "refused");
    assertThat(report)
        .containsAllEntriesOf(
            Map.of(
                "copied", number(2),
                "updated", number(3),
                "deleted", number(1),
                "unchanged", number(1),
                "skipped", number(0),
                "failed", number(0),
                "bytes", number(24)))
        .containsEntry("refused", null);
    assertThat(report.getDouble("seconds")).isPositive();
    assertThat(result.outLines()).hasSize(1);
  }

  @Test
  void printsNothingWhenQuiet() throws Exception {
    plantOneOfEach();

    Result result = once("--quiet").exited(ExitCode.DONE);

    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEmpty();
    assertThat(log).content().contains("CREATE", "pass 1: ");
  }

  @Test
  void showsEveryExchangeWhenVerbose() throws Exception {
    plantOneOfEach();

    Result result = once("--verbose").exited(ExitCode.DONE);

    assertThat(result.outLines())
        .anyMatch(line -> line.matches("CREATE +6 B .* docs/b\\.txt"))
        .anyMatch(line -> line.matches("DELETE +0 B .* orphan/o"))
        .anyMatch(line -> line.startsWith("pass 1: "));
    assertThat(result.err()).isEmpty();
  }

  @Test
  void writesNothingInADryRunAndCountsWhatTheRealRunThenDoes() throws Exception {
    plantOneOfEach();
    TreeSnapshot before = TreeSnapshot.state(replica);

    JsonObject dry = json(once("--dry-run", "--json").exited(ExitCode.DONE));

    assertThat(TreeSnapshot.state(replica)).isEqualTo(before);
    assertThat(log).content().contains("would CREATE", "would DELETE", "pass 1 (dry run): ");

    JsonObject real = json(once("--json").exited(ExitCode.DONE));

    dry.remove("seconds");
    real.remove("seconds");
    assertThat(dry).isEqualTo(real);
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void doesNotMakeTheReplicaInADryRun() throws Exception {
    Shell.run(source, "mkdir docs; echo a >docs/a");

    JsonObject report = json(once("--dry-run", "--json").exited(ExitCode.DONE));

    assertThat(report).containsEntry("copied", number(1)).containsEntry("bytes", number(2));
    assertThat(replica).doesNotExist();
  }

  @Test
  void makesTheReplicaAndTheFoldersAboveIt() throws Exception {
    Shell.run(source, "echo a >a");
    replica = program.path("not/yet/there");

    once().exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void takesRelativePathsAndLogsToTheWorkingFolder() throws Exception {
    Shell.run(source, "echo a >a");

    program.run("--once", "source", "./not/../replica").exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(program.path("camel-mirror.log")).content().contains("CREATE");
  }

  @Test
  void removesLeftoversOfTheReplicaAndLeavesThoseOfTheSource() throws Exception {
    String leftover = ".camel-mirror-0123456789abcdef.part";
    Shell.run(
        program.folder(),
        """
        mkdir -p replica/docs source/docs source/.camel-mirror-fedcba9876543210.part
        echo half >replica/%1$s; echo half >replica/docs/%1$s
        echo half >source/docs/%1$s
        echo mine >source/.camel-mirror-notes.part
        """
            .formatted(leftover));

    JsonObject report = json(once("--json").exited(ExitCode.DONE));

    assertThat(Shell.run(replica, "find . | sort"))
        .isEqualTo(".\n./.camel-mirror-notes.part\n./docs\n");
    assertThat(source.resolve("docs").resolve(leftover)).hasContent("half");
    assertThat(source.resolve(".camel-mirror-fedcba9876543210.part")).isDirectory();
    assertThat(report).containsEntry("copied", number(1)).containsEntry("deleted", number(0));
  }

  @Test
  void skipsWhatIsNeitherFileNorFolderNorLink() throws Exception {
    Shell.run(source, "mkfifo pipe; echo a >a");

    JsonObject report = json(once("--json").exited(ExitCode.DONE));

    assertThat(report).containsEntry("skipped", number(1)).containsEntry("copied", number(1));
    assertThat(Shell.run(replica, "ls")).isEqualTo("a\n");
  }

  /** Paths of folders, one below the other, as a shell's printf writes them. */
  static Stream<Arguments> folderNames() {
    return Stream.of(
        arguments("spaces and quotes", "a b/ a /it's \"a\" `b`"),
        arguments("percent signs", "100%%/%%zz/%%41/%%2541"),
        arguments("a question mark", "?"),
        arguments("like options", "a?b=c&d=e/a&b=c"),
        arguments("plus", "a+b"),
        arguments("like fragments and beans", "a#b/#bean:x"),
        arguments("like a placeholder", "{{mirror.replica}}"),
        arguments("half a placeholder", "a}}b{{c"),
        arguments("like expressions", "${body}/$HOME/{a,b}/RAW(x)"),
        arguments("like another URI", "file:x/a;b/*[a]/a\\\\b/a|b<c>d^e"),
        arguments("newline and tab", "a\\nb/a\\tb"),
        arguments("beyond ASCII", "\\303\\274/e\\314\\201/\\346\\227\\245/\\360\\237\\220\\252"),
        arguments("255 bytes", "%0255d"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("folderNames")
  void takesFoldersOfAnyName(String what, String format) throws Exception {
    Path around = Files.createDirectory(program.path("around"));
    String name = "name=$(printf '%s'); ".formatted(format.replace("'", "'\\''"));
    Shell.run(
        around,
        name
            + """
              mkdir -p "from/$name" "to/$name"
              echo a >"from/$name/a"; echo old >"to/$name/old"
              touch -d '2020-01-01 00:00:00 UTC' "from/$name"
              """);
    // The names are given by a shell: Java can give them in some locales only.
    program.through(
        "sh",
        "-euc",
        name + "cd around; exec \"$1\" --once \"from/$name\" \"to/$name\" 60 ../mirror.log",
        "sh");

    program.run().exited(ExitCode.DONE);

    assertThat(Shell.run(around, "find from | sed 's/^from//' | sort"))
        .as(what)
        .isEqualTo(Shell.run(around, "find to | sed 's/^to//' | sort"));
    Path innermost = innermost(around.resolve("from"));
    assertThat(TreeSnapshot.of(innermost(around.resolve("to"))))
        .isEqualTo(TreeSnapshot.of(innermost));
    assertThat(innermost.resolve("a")).hasContent("a");
    assertThat(Shell.run(around, "ls")).isEqualTo("from\nto\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's \"a b\".log", "a#b;c,d&e=f@g~!.log", "-a:b<c>.log", "a\nb.log"})
  void logsToAFileOfAnyName(String name) throws Exception {
    Shell.run(source, "echo a >a");
    Path folder = Files.createDirectory(program.path("logs"));
    log = folder.resolve(name);

    once().exited(ExitCode.DONE);

    assertThat(log).content().contains("CREATE");
    assertThat(onlyEntry(folder)).isEqualTo(log);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100%.log", "a%d{x}.log", "a(b).log", "a[b].log", "a*?.log", "$a.log"})
  void refusesALogFileThatCouldNotBeClosedAndCompressed(String name) throws Exception {
    Shell.run(source, "echo a >a");
    log = Files.createDirectory(program.path("logs")).resolve(name);

    Result result = once().exited(ExitCode.USAGE);

    assertThat(result.errLines()).hasSize(1);
    assertThat(result.err()).startsWith("camel-mirror: ").contains(log.toString(), "LOG_FILE");
    assertThat(log.getParent()).isEmptyDirectory();
    assertThat(replica).doesNotExist();
  }

  @Test
  void logsBelowAFolderOfAnyNameWhenStartedInIt() throws Exception {
    Shell.run(program.folder(), "mkdir -p 'c++ (1)/source'; echo a >'c++ (1)/source/a'");
    Path folder = program.path("c++ (1)");
    String launcher = Path.of("camel-mirror").toAbsolutePath().toString();

    Shell.run(folder, launcher + " --once --quiet source replica 60 here.log");

    assertThat(folder.resolve("here.log")).content().contains("CREATE");
  }

  @Test
  void copiesNamesThatAreNotAsciiWithoutALocale() throws Exception {
    Shell.run(source, EVERYTHING);
    program.with("LANG", null).with("LC_ALL", null).with("LC_CTYPE", null);

    once().exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(Files.readString(log, StandardCharsets.UTF_8)).contains("caf\u00e9");
  }

  @Test
  void copiesNamesThatDoNotDecodeInTheLocaleC() throws Exception {
    Shell.run(
        source,
        """
        folder=$(printf 'd\\351\\303\\251'); mkdir "$folder"
        echo a >"$(printf '\\351')"; echo b >"$folder/$(printf 'caf\\303\\251')"
        ln -s "$(printf 'to-\\351')" link
        """);
    Shell.run(program.folder(), "mkdir replica; echo o >replica/$(printf 'o\\377')");
    program.with("LC_ALL", "C");

    once().exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(Shell.run(replica, "readlink link | od -An -tx1 | tr -d ' \\n'"))
        .isEqualTo("746f2de90a");
    assertThat(Files.readString(log, StandardCharsets.UTF_8))
        .containsPattern("CREATE .*  \\\\xe9\n")
        .containsPattern("DELETE .*  o\\\\xff\n")
        .containsPattern("CREATE .*  d\\\\xe9\u00e9/caf\u00e9\n");
  }

  @Test
  void goesOnAfterAPathThatFails() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p source/docs replica
        echo a >source/a; echo b >source/docs/b; echo secret >source/secret; chmod 000 source/secret
        echo o >replica/orphan
        """);

    Result result = program.asOrdinaryUser().run("--once", "--json", source, replica, "60", log);

    result.exited(ExitCode.SOME_FAILED);
    assertThat(json(result)).containsEntry("failed", number(1)).containsEntry("copied", number(2));
    assertThat(Shell.run(replica, "find . -type f | sort")).isEqualTo("./a\n./docs/b\n");
    String problem = "could not copy secret: permission denied: " + source.resolve("secret");
    assertThat(result.errLines())
        .filteredOn(line -> line.startsWith("camel-mirror: "))
        .containsExactly("camel-mirror: " + problem);
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.endsWith(" WARN  " + problem))
        .noneMatch(line -> line.startsWith("\tat "));
  }

  @Test
  void keepsWhatTheReplicaHasOfAFolderThatCannotBeRead() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p source/closed replica/closed
        echo a >source/a; echo b >source/closed/b; echo b >replica/closed/b
        chmod 000 source/closed
        """);

    Result result = program.asOrdinaryUser().run("--once", source, replica, "60", log);

    result.exited(ExitCode.SOME_FAILED);
    Shell.run(program.folder(), "chmod 700 source/closed replica/closed");
    assertThat(Shell.run(replica, "find . -type f | sort")).isEqualTo("./a\n./closed/b\n");
    assertThat(result.errLines())
        .containsExactly(
            "camel-mirror: could not read the source's folder closed: permission denied: "
                + source.resolve("closed"));
  }

  @Test
  void changesWhatIsInAFolderThatMayNotBeWrittenTo() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir source/fixed
        echo old >source/fixed/edited; echo g >source/fixed/gone; chmod 555 source/fixed
        """);
    program.asOrdinaryUser();
    once().exited(ExitCode.DONE);
    Shell.run(
        source,
        """
        chmod 755 fixed
        echo edited >fixed/edited; echo n >fixed/new; rm fixed/gone
        chmod 555 fixed
        """);

    once().exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void escapesControlCharactersInNames() throws Exception {
    Shell.run(
        source,
        """
        echo a >"$(printf 'red\\033[31m\\aname')"; echo b >"$(printf 'c1\\302\\2332J')"
        echo c >"$(printf 'override\\342\\200\\256txt.exe')"
        echo d >"$(printf 'closed\\033[2J')"; chmod 000 closed*
        """);

    Result result = program.asOrdinaryUser().run("--once", "--verbose", source, replica, "60", log);

    result.exited(ExitCode.SOME_FAILED);
    String logged = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(logged)
        .contains("red\\x1b[31m\\x07name", "c1\\u009b2J", "override\\u202etxt.exe")
        .contains("closed\\x1b[2J");
    assertThat(result.out()).contains("red\\x1b[31m\\x07name");
    assertThat(result.err()).contains("closed\\x1b[2J");
    assertThat(logged + result.out() + result.err())
        .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
  }

  /** A source and a replica with one case of each action, and one file that is equal. */
  private void plantOneOfEach() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p source/docs replica/orphan
        echo one >"$(printf 'source/a\\\\b\\nc.txt')"; echo hello >source/docs/b.txt
        echo new text >source/edited; echo old >replica/edited
        echo mode >source/mode; cp -p source/mode replica/mode; chmod 600 replica/mode
        echo file >source/turned; ln -s edited replica/turned
        echo same >source/same; cp -p source/same replica/same
        echo o >replica/orphan/o
        touch -d '2020-01-01 00:00:00 UTC' source/same replica/same source/mode replica/mode source
        """);
  }

  private Result once(String... options) throws Exception {
    return program.run(
        Stream.of(Stream.of("--once"), Stream.of(options), Stream.of(source, replica, "60", log))
            .flatMap(arguments -> arguments)
            .toArray());
  }

  @Test
  void loadsNothingOfQuartz() throws Exception {
    Path classes = program.path("classes");
    program.with("CAMEL_MIRROR_OPTS", "-Xlog:class+load:file=" + classes);

    once().exited(ExitCode.DONE);

    assertThat(classes)
        .content()
        .contains("io.camelmirror.")
        .doesNotContain("org.quartz.", "org.apache.camel.component.quartz.");
  }

  @Test
  void theCommandLineOverridesTheEnvironmentInTheRoutes() throws Exception {
    Files.createDirectory(program.path("elsewhere"));
    program.with("MIRROR_REPLICA", "elsewhere").with("MIRROR_RECONCILE", "1h");

    program.run("--once", "source", "replica").exited(ExitCode.DONE);

    assertThat(program.path("elsewhere")).isEmptyDirectory();
    assertThat(program.path("replica")).isDirectory();
  }

  @Test
  void theEnvironmentNamesFoldersAsTheyAre() throws Exception {
    program.with("MIRROR_SOURCE", "source").with("MIRROR_REPLICA", "a+b%41 c");

    program.run("--once").exited(ExitCode.DONE);

    assertThat(program.path("a+b%41 c")).isDirectory();
  }

  private static JsonObject json(Result result) throws Exception {
    List<String> lines = result.outLines();
    return (JsonObject) Jsoner.deserialize(lines.get(lines.size() - 1));
  }

  private static Object number(long value) {
    return BigDecimal.valueOf(value);
  }

  private static long filesAndLinks(Path root) throws Exception {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path)).count();
    }
  }

  /** The folder that holds the file, below folders with one entry each. */
  private static Path innermost(Path folder) throws IOException {
    Path only = onlyEntry(folder);
    return Files.isDirectory(only) ? innermost(only) : folder;
  }

  private static Path onlyEntry(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found = entries.toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }
}
