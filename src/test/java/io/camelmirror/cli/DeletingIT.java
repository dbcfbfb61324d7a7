package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.cli.Program.Running;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deleted from the replica, and what never is. */
class DeletingIT extends FoldersTestSupport {

  private static final String DATED = "\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{3}Z";
  private static final String GONE = "is gone, nothing was deleted";
  private static final String BACK = "source and replica are available again";

  /** So many passes begin before it is believed that none of them says anything more. */
  private static final int SOME_PASSES = 5;

  private Path elsewhere;

  @BeforeEach
  void makeFolders() throws Exception {
    Shell.run(program.folder(), "mkdir -p source/docs replica; echo 1 >source/docs/1");
  }

  @AfterEach
  void freeMemory() throws Exception {
    if (elsewhere != null) {
      Shell.run(elsewhere.getParent(), "rm -rf " + elsewhere.getFileName());
    }
  }

  static Stream<Arguments> outages() {
    return Stream.of(
        arguments("is missing", "mv source away", "mv away source"),
        arguments("is a file", "mv source away; echo >source", "rm source; mv away source"),
        arguments(
            "is a link", "mv source away; ln -s nowhere source", "rm source; mv away source"));
  }

  @ParameterizedTest(name = "the source {0}")
  @MethodSource("outages")
  void deletesNothingWhileTheSourceIsGone(String what, String away, String back) throws Exception {
    Running running = startDaemon();
    Await.equal(source, replica);
    TreeSnapshot before = TreeSnapshot.state(replica);

    for (int outage = 1; outage <= 2; outage++) {
      whileStopped(running, away);
      awaitOneError(running, outage);
      assertThat(TreeSnapshot.state(replica)).isEqualTo(before);

      whileStopped(running, back);
      awaitRecovery(outage);
    }
    Shell.run(source, "echo new >new; rm docs/1");

    Await.equal(source, replica);
    assertThat(running.process().isAlive()).isTrue();
  }

  @Test
  void doesNotTakeAnEmptyMountPointForAnEmptySource() throws Exception {
    Path disk = disks.mountTmpfs(program.path("disk"), "1m");
    Shell.run(program.folder(), "mv source/docs disk/docs");
    disks.mountAgain(disk, source);
    Running running = startDaemon();
    Await.equal(source, replica);
    TreeSnapshot before = TreeSnapshot.state(replica);

    for (int outage = 1; outage <= 2; outage++) {
      disks.unmount(source);
      assertThat(source).isEmptyDirectory();
      awaitOneError(running, outage);
      assertThat(TreeSnapshot.state(replica)).isEqualTo(before);

      disks.mountAgain(disk, source);
      awaitRecovery(outage);
    }
    Shell.run(source, "echo new >new; rm docs/1");

    Await.equal(source, replica);
    assertThat(running.process().isAlive()).isTrue();
  }

  @Test
  void refusesToDeleteMoreThanHalf() throws Exception {
    plantOrphans(101, 99);

    Result result = once("--json");

    result.exited(ExitCode.REFUSED);
    assertThat(json(result))
        .containsEntry("refused", "max-delete")
        .containsEntry("copied", BigDecimal.valueOf(1))
        .containsEntry("deleted", BigDecimal.valueOf(0));
    assertThat(replica.resolve("docs/1")).hasContent("1");
    assertThat(Shell.run(replica, "ls orphans | wc -l")).isEqualTo("101\n");
    assertThat(log.messages("ERROR"))
        .singleElement()
        .asString()
        .contains("102 of ", "mirror.max-delete=50%", "--max-delete off");
    assertThat(result.errLines())
        .filteredOn(line -> line.startsWith("camel-mirror: "))
        .containsExactly("camel-mirror: " + log.messages("ERROR").get(0));
    assertThat(log.passes())
        .singleElement()
        .asString()
        .contains("0 deleted", "refused to delete 102 (max-delete)");

    once("--max-delete", "off").exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  /** The folder of the orphans is an entry too. */
  @ParameterizedTest(name = "{0}: {1} orphans beside {2} others: exit code {3}")
  @CsvSource({
    "50%, 99, 0, 0",
    "50%, 101, 102, 0",
    "50%, 101, 101, 4",
    "1%, 101, 300, 4",
    "10, 10, 300, 4",
    "0, 0, 300, 4",
    "off, 150, 0, 0",
  })
  void deletesAsMuchAsItIsPermitted(String limit, int orphans, int others, int exitCode)
      throws Exception {
    Shell.run(program.folder(), "rm -r source/docs");
    plantOrphans(orphans, others);

    once("--max-delete", limit).exited(exitCode);

    if (exitCode == ExitCode.DONE) {
      assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    } else {
      assertThat(Shell.run(replica, "ls orphans | wc -l")).isEqualTo(orphans + "\n");
    }
  }

  @Test
  void saysARefusalOnceAndShowsItInEveryPass() throws Exception {
    plantOrphans(150, 0);
    startDaemon();
    awaitRefusals(SOME_PASSES);
    assertThat(log.messages("ERROR")).hasSize(1);
    assertThat(log.passes()).allMatch(pass -> pass.contains("refused to delete 151 (max-delete)"));

    Shell.run(source, "echo new >new");
    Await.until(() -> assertThat(replica.resolve("new")).hasContent("new"));
    assertThat(replica.resolve("orphans")).isNotEmptyDirectory();

    Shell.run(program.folder(), "cp -a replica/orphans aside; mv aside source/orphans");
    Await.equal(source, replica);
    log.awaitPass();
    assertThat(log.passes()).last().asString().doesNotContain("refused");
    assertThat(log.messages("ERROR")).hasSize(1);

    Files.move(source.resolve("orphans"), program.path("away"));
    Await.until(() -> assertThat(log.messages("ERROR")).hasSize(2));
    assertThat(replica.resolve("orphans")).isNotEmptyDirectory();
  }

  @Test
  void deletesNothingWithoutTheMarker() throws Exception {
    Shell.run(replica, "mkdir orphans; echo o >orphans/1");

    Result refused = once("--json", "--require-marker", ".mounted");

    refused.exited(ExitCode.REFUSED);
    assertThat(json(refused)).containsEntry("refused", "marker");
    assertThat(replica.resolve("orphans/1")).hasContent("o");
    assertThat(replica.resolve("docs/1")).hasContent("1");
    assertThat(log.messages("ERROR")).singleElement().asString().contains(".mounted");

    Files.createFile(source.resolve(".mounted"));
    once("--require-marker", ".mounted").exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void deletesNothingBelowAFolderThatItMayNotRead() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p source/open source/closed/below replica/open replica/closed/below replica/orphan
        echo a >source/open/a
        echo o >replica/open/o; echo o >replica/orphan/o
        echo k >replica/closed/k; echo k >replica/closed/below/k
        chmod 000 source/closed
        """);

    Result result = program.asOrdinaryUser().run("--once", source, replica, "60", log.file());

    Shell.run(program.folder(), "chmod 700 source/closed replica/closed");
    result.exited(ExitCode.SOME_FAILED);
    assertThat(log.messages("WARN"))
        .containsExactly(
            "could not read the source's folder closed: permission denied: "
                + source.resolve("closed"));
    assertThat(Shell.run(replica, "find . -type f | sort"))
        .isEqualTo("./closed/below/k\n./closed/k\n./docs/1\n./open/a\n");
    assertThat(replica.resolve("orphan")).doesNotExist();
  }

  @Test
  void deletesNothingWhenToldSo() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p replica/orphans replica/turned replica/docs
        echo o >replica/orphans/1; echo o >replica/turned/inner; echo old >replica/docs/1
        echo file >source/turned
        """);

    Result protecting = once("--no-delete").exited(ExitCode.SOME_FAILED);
    assertThat(protecting.err()).contains("not replaced").endsWith(": turned\n");

    assertThat(replica.resolve("orphans/1")).hasContent("o");
    assertThat(replica.resolve("turned/inner")).hasContent("o");
    assertThat(replica.resolve("docs/1")).hasContent("1");

    once().exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exclude: '.*[.]bak'", "antExclude: '**/*.bak'"})
  void leavesAloneWhatIsExcludedUnlessToldToDeleteIt(String exclude) throws Exception {
    once("--routes", choosing(exclude).toString()).exited(ExitCode.DONE);
    Shell.run(
        program.folder(),
        """
        mkdir replica/orphan
        for tree in source replica; do echo a >$tree/a.bak; echo b >$tree/docs/b.bak; done
        echo o >replica/orphan/o; echo c >replica/orphan/c.bak
        """);

    once("--routes", "routes").exited(ExitCode.DONE);

    assertThat(filesIn(replica)).isEqualTo("./a.bak\n./docs/1\n./docs/b.bak\n./orphan/c.bak\n");

    once("--routes", "routes", "--delete-excluded").exited(ExitCode.DONE);

    assertThat(filesIn(replica)).isEqualTo("./docs/1\n");
    assertThat(replica.resolve("orphan")).doesNotExist();
    assertThat(filesIn(source)).isEqualTo("./a.bak\n./docs/1\n./docs/b.bak\n");
  }

  @Test
  void leavesAnExcludedFolderAloneUnlessToldToDeleteIt() throws Exception {
    choosing("filterDirectory: \"${header.CamelFileNameOnly} != 'cache'\"");
    Shell.run(
        program.folder(),
        """
        for tree in source replica; do mkdir -p $tree/cache/deep; echo c >$tree/cache/deep/c; done
        """);
    TreeSnapshot cache = TreeSnapshot.state(replica.resolve("cache"));

    once("--routes", "routes").exited(ExitCode.DONE);

    assertThat(TreeSnapshot.state(replica.resolve("cache"))).isEqualTo(cache);

    once("--routes", "routes", "--delete-excluded").exited(ExitCode.DONE);

    assertThat(replica.resolve("cache")).doesNotExist();
    assertThat(filesIn(source)).isEqualTo("./cache/deep/c\n./docs/1\n");
  }

  @ParameterizedTest(name = "a trash on the replica''s disk: {0}")
  @ValueSource(booleans = {true, false})
  void keepsInTheTrashWhatIsDeletedAndOverwritten(boolean sameDisk) throws Exception {
    Path trash = sameDisk ? program.path("trash") : folderOnAnotherDisk().resolve("trash");
    Shell.run(
        program.folder(),
        """
        mkdir -p replica/docs replica/orphan/deep/er replica/turned-file replica/kept
        echo old >replica/docs/1; chmod 640 replica/docs/1
        echo o >replica/docs/orphan; ln -s nowhere replica/docs/link; mkfifo replica/docs/fifo
        echo o >replica/orphan/deep/o; chmod 4711 replica/orphan/deep/o
        echo x >replica/turned-file/x; echo t >replica/turned-folder; ln -s x replica/turned
        head -c 300000 /dev/urandom >replica/orphan/large
        echo same >replica/kept/same
        touch -h -d '2001-02-03 04:05:06.789 UTC' replica/docs/* replica/orphan/large replica/turned*
        touch -h -d '2002-02-03 04:05:06.789 UTC' replica/orphan/deep/* replica/kept/*
        touch -h -d '2003-02-03 04:05:06.789 UTC' replica/orphan/deep replica/orphan
        chmod 710 replica/orphan
        cp -a replica before
        cp -a replica/kept source/kept; chmod 600 source/kept/same
        echo f >source/turned-file; mkdir source/turned-folder; echo f >source/turned
        """);

    once("--trash", trash.toString()).exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    // The replica still has the folders above what is kept.
    Predicate<String> above = List.of("", "docs")::contains;
    TreeSnapshot kept = TreeSnapshot.of(onlyEntry(trash)).without(above);
    TreeSnapshot before =
        TreeSnapshot.of(program.path("before"))
            .without(above.or(path -> (path + "/").startsWith("kept/")));
    assertThat(kept).isEqualTo(before);
  }

  @Test
  void keepsEveryPassesDeletionsApart() throws Exception {
    Path trash = program.path("trash");
    startDaemon("--trash", trash.toString());
    Await.equal(source, replica);
    for (String version : List.of("two", "three")) {
      // At once: a pass may come between opening a file and writing to it.
      Shell.run(source, "echo " + version + " >../new && mv ../new docs/1");
      Await.equal(source, replica);
    }
    Shell.run(source, "rm docs/1");
    Await.equal(source, replica);

    List<Path> passes = entries(trash);

    assertThat(passes).allMatch(pass -> pass.getFileName().toString().matches(DATED));
    assertThat(passes)
        .map(pass -> Files.readString(pass.resolve("docs/1")).strip())
        .containsExactly("1", "two", "three");
  }

  @ParameterizedTest
  @ValueSource(strings = {"source/trash", "replica", "link/trash"})
  void refusesATrashInOneOfTheFolders(String trash) throws Exception {
    Files.createSymbolicLink(program.path("link"), replica);
    Shell.run(replica, "echo o >orphan");

    Result result = once("--trash", trash);

    result.exited(ExitCode.USAGE);
    assertThat(result.errLines())
        .singleElement()
        .asString()
        .startsWith("camel-mirror: ")
        .contains("trash", "lies in the source or the replica");
    assertThat(filesIn(replica)).isEqualTo("./orphan\n");
    assertThat(filesIn(source)).isEqualTo("./docs/1\n");
  }

  @Test
  void throwsAwayOnlyWhatHasBeenInTheTrashForLongEnough() throws Exception {
    String recent = dated(Instant.now().minusSeconds(60 * 60));
    String old = dated(Instant.now().minusSeconds(3 * 60 * 60));
    Shell.run(
        program.folder(),
        """
        mkdir -p precious trash/%1$s/docs trash/%2$s/docs trash/2001-02-03T04-05-06.789Z
        mkdir trash/notes trash/2001-02-03 trash/2001-02-03T04-05-06.789Z.old
        echo p >precious/p; echo d >trash/%1$s/docs/d; echo d >trash/%2$s/docs/d
        echo n >trash/notes/n; echo f >trash/file
        ln -s ../../precious trash/%1$s/docs/link; ln -s ../precious trash/2001-02-03T04-05-06.788Z
        chmod 500 trash/%1$s/docs trash/2001-02-03T04-05-06.789Z
        echo o >replica/orphan
        """
            .formatted(old, recent));
    TreeSnapshot precious = TreeSnapshot.state(program.path("precious"));
    program.asOrdinaryUser();

    once("--trash", "trash", "--trash-keep", "2h").exited(ExitCode.DONE);

    assertThat(entries(program.path("trash")))
        .map(entry -> entry.getFileName().toString())
        .contains("2001-02-03", "2001-02-03T04-05-06.789Z.old", "notes", "file", recent)
        .doesNotContain(old, "2001-02-03T04-05-06.789Z", "2001-02-03T04-05-06.788Z")
        .hasSize(6);
    assertThat(program.path("trash/" + recent + "/docs/d")).hasContent("d");
    assertThat(TreeSnapshot.state(program.path("precious"))).isEqualTo(precious);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--trash=trash"})
  void goesThroughNoLinkThatStandsInTheReplica(String option) throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p precious/below; echo p >precious/1; echo p >precious/below/p; echo p >precious/file
        ln -s ../precious replica/docs; ln -s ../precious replica/orphan
        ln -s ../precious/file replica/file; echo f >source/file
        """);
    TreeSnapshot precious = TreeSnapshot.state(program.path("precious"));

    (option.isEmpty() ? once() : once(option)).exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(TreeSnapshot.state(program.path("precious"))).isEqualTo(precious);
  }

  static Stream<Arguments> editsBelowAMount() {
    return Stream.of(
        arguments("nothing", "touch ../source"),
        arguments("edits", "echo longer >docs/1; echo new >docs/new; mkdir docs/folder"),
        arguments("a file in its place", "rm -r docs; echo f >docs"),
        arguments("nothing there any more", "rm -r docs"));
  }

  @ParameterizedTest(name = "the source has {0}")
  @MethodSource("editsBelowAMount")
  void goesThroughNoMountThatAppearsInTheReplica(String what, String edit) throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p precious/below; echo p >precious/1; echo p >precious/below/p
        chmod 500 precious; touch -d 2010-01-01 precious
        """);
    TreeSnapshot precious = TreeSnapshot.state(program.path("precious"));
    startDaemon("--max-delete", "off");
    Await.equal(source, replica);

    disks.mountAgain(program.path("precious"), program.path("replica/docs"));
    Shell.run(source, edit);
    log.awaitPass();

    assertThat(TreeSnapshot.state(program.path("precious"))).isEqualTo(precious);
    assertThat(log.messages("WARN")).isNotEmpty().allMatch(line -> line.contains("docs"));
    assertThat(log.passes()).last().asString().doesNotContain(" 0 failed");

    disks.unmount(replica.resolve("docs"));
    Await.equal(source, replica);
    assertThat(TreeSnapshot.state(program.path("precious"))).isEqualTo(precious);
  }

  @ParameterizedTest(name = "the source has {0}")
  @CsvSource({
    "another mode, chmod 711 docs/1",
    "another content, echo longer >docs/1",
    "nothing there any more, rm docs/1"
  })
  void writesThroughNoFileThatIsMountedInTheReplica(String what, String edit) throws Exception {
    Shell.run(program.folder(), "mkdir out; cp -p source/docs/1 out/precious");
    TreeSnapshot precious = TreeSnapshot.state(program.path("out"));
    startDaemon();
    Await.equal(source, replica);

    disks.mountAgain(program.path("out/precious"), program.path("replica/docs/1"));
    Shell.run(source, edit);
    log.awaitPass();

    assertThat(TreeSnapshot.state(program.path("out"))).isEqualTo(precious);
    assertThat(log.passes()).last().asString().doesNotContain(" 0 failed");
  }

  @Test
  void usesAMountThatWasThereAtTheStart() throws Exception {
    Path mounted = disks.mountTmpfs(program.path("replica/docs"), "1m");
    Shell.run(mounted, "echo o >orphan");
    startDaemon();
    Await.equal(source, replica);

    Shell.run(source, "echo longer >docs/1; echo new >docs/new");

    Await.equal(source, replica);
    disks.unmount(mounted);
    assertThat(replica.resolve("docs")).isEmptyDirectory();
  }

  /** So many orphans in a folder of the replica, and so many files that are equal. */
  private void plantOrphans(int orphans, int others) throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p replica/orphans
        (cd replica/orphans; i=0; while [ $i -lt %d ]; do : >$i; i=$((i+1)); done)
        (cd source; i=0; while [ $i -lt %d ]; do : >$i; cp -p $i ../replica; i=$((i+1)); done)
        """
            .formatted(orphans, others));
  }

  /** Edits files while the program cannot see what comes in between. */
  private void whileStopped(Running running, String script) throws Exception {
    running.signal("STOP");
    Shell.run(program.folder(), script);
    running.signal("CONT");
  }

  /** Waits for the error of an outage, and then for some passes that must not say it again. */
  private void awaitOneError(Running running, int outage) throws Exception {
    Await.until(() -> assertThat(log.messages("ERROR")).hasSizeGreaterThanOrEqualTo(outage));
    long naps = running.naps();
    Await.until(() -> assertThat(running.naps()).isGreaterThan(naps + SOME_PASSES));
    assertThat(log.messages("ERROR"))
        .hasSize(outage)
        .allMatch(line -> line.contains(source + " " + GONE));
  }

  private void awaitRecovery(int outage) {
    Await.until(() -> assertThat(log.messages("INFO")).filteredOn(BACK::equals).hasSize(outage));
  }

  private void awaitRefusals(int passes) {
    Await.until(() -> assertThat(log.passes()).hasSizeGreaterThanOrEqualTo(passes));
  }

  /** Copies the routes, with an option in the copy route that chooses files. */
  private Path choosing(String option) throws Exception {
    Path routes = program.copyRoutes();
    Path copy = routes.resolve("copy.camel.yaml");
    String text = Files.readString(copy);
    Files.writeString(
        copy, text.replaceFirst("( +)threads:.*\n", "$0$1" + option.replace("$", "\\$") + "\n"));
    return routes;
  }

  private Path folderOnAnotherDisk() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isDirectory(memory, LinkOption.NOFOLLOW_LINKS), "there is no /dev/shm");
    assumeFalse(
        Files.getFileStore(memory).equals(Files.getFileStore(program.folder())),
        "the temporary folder is in memory too: there is no second disk");
    elsewhere = Files.createTempDirectory(memory, "camel-mirror-test");
    return elsewhere;
  }

  private static String dated(Instant time) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSSX")
        .withZone(ZoneOffset.UTC)
        .format(time);
  }

  private static JsonObject json(Result result) throws Exception {
    List<String> lines = result.outLines();
    return (JsonObject) Jsoner.deserialize(lines.get(lines.size() - 1));
  }

  private static String filesIn(Path folder) throws Exception {
    return Shell.run(folder, "find . -type f | sort");
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static Path onlyEntry(Path folder) throws IOException {
    List<Path> found = entries(folder);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).getFileName().toString()).matches(DATED);
    return found.get(0);
  }
}
