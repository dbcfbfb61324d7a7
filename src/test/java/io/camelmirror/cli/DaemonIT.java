package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.cli.Program.Running;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonIT {

  private static final long LARGE = 3L << 30;

  @RegisterExtension final Program program = new Program();

  private Path source;
  private Path replica;
  private Path log;
  private Path memory;

  @BeforeEach
  void makeFolders() throws Exception {
    source = program.path("source");
    replica = program.path("replica");
    log = program.path("mirror.log");
    Shell.run(
        program.folder(),
        """
        mkdir -p source/docs replica
        for i in 1 2 3 4 5; do echo $i >source/docs/$i; done
        """);
  }

  @AfterEach
  void freeMemory() throws Exception {
    if (memory != null) {
      Shell.run(memory.getParent(), "rm -rf " + memory.getFileName());
    }
  }

  @Test
  void repairsWhateverMakesTheTreesDiffer() throws Exception {
    Shell.run(program.folder(), "echo o >replica/orphan");
    program.start(source, replica, "1", log);
    awaitEqual();

    Shell.run(source, "echo new >docs/new; mkdir folder; ln -s nowhere folder/link");
    awaitEqual();

    Shell.run(replica, "echo edited by hand >docs/1; rm docs/2; chmod 600 docs/3");
    awaitEqual();

    Shell.run(replica, "mkdir -p mine/below; echo o >mine/below/orphan; echo o >docs/orphan");
    awaitEqual();

    Shell.run(source, "rm -r folder; mv docs/4 docs/moved");
    awaitEqual();
    assertThat(replica.resolve("docs/moved")).hasContent("4");
  }

  @Test
  void deletesNothingWhileTheSourceIsGone() throws Exception {
    program.start(source, replica, "1", log);
    awaitEqual();
    Path away = program.path("away");

    Files.move(source, away);
    Await.until(() -> assertThat(log).content().containsPattern("(ERROR|WARN).*" + source));
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(away));

    Shell.run(away, "echo new >new");
    Files.move(away, source);
    awaitEqual();
  }

  @Test
  void makesNoNewReplicaWhenTheReplicaGoesAway() throws Exception {
    program.start(source, replica, "1", log);
    awaitEqual();

    Files.move(replica, program.path("away"));

    Await.until(() -> assertThat(log).content().containsPattern("(ERROR|WARN).*" + replica));
    assertThat(replica).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void endsAtASignalWhenIdle(String signal, int exitCode) throws Exception {
    Running running = program.start(source, replica, "60", log);
    Await.until(() -> assertThat(log).content().contains("pass 1: 5 copied"));

    running.signal(signal);

    running.end().exited(exitCode);
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(running.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void rollsALongCopyBackAtASignal(String signal, int exitCode) throws Exception {
    memory = folderWithRoomForALargeFile();
    source = Files.createDirectory(memory.resolve("source"));
    replica = Files.createDirectory(memory.resolve("replica"));
    try (RandomAccessFile file = new RandomAccessFile(source.resolve("a").toFile(), "rw")) {
      file.setLength(LARGE);
    }
    Running running = startStoppedInACopy();

    running.signal(signal);
    running.signal("CONT");

    running.end().exited(exitCode);
    assertThat(temporaries()).isEmpty();
    assertThat(replica).isEmptyDirectory();
    assertThat(source.resolve("a")).hasSize(LARGE);
  }

  @Test
  void endsAfterTheGivenNumberOfPasses() throws Exception {
    Result result =
        program.run("--passes=3", "--log-unchanged=all", "--interval=100ms", source, replica);

    result.exited(ExitCode.DONE);
    assertThat(result.outLines())
        .filteredOn(line -> line.startsWith("pass "))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("pass 3: 0 copied"));
    assertThat(result.outLines()).last().isEqualTo("stopped after 3 passes: 5 copied, 10 B");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void endsWithTheCodeOfTheLastPass() throws Exception {
    Shell.run(source, "echo s >secret; chmod 000 secret");

    program
        .asOrdinaryUser()
        .run("--passes", "2", "--interval", "100ms", source, replica)
        .exited(ExitCode.SOME_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"interval", "pass"})
  void countsDeletesInThePassThatFindsThem(String when) throws Exception {
    Shell.run(replica, "echo o >orphan");
    program.start("--reconcile", when, "--log-unchanged=all", source, replica, "1", log);
    Await.until(
        () -> assertThat(log).content().contains("pass 1: 5 copied, 0 updated, 1 deleted, "));
    Await.until(() -> assertThat(log).content().contains("pass 3: "));

    Shell.run(source, "rm docs/1");

    Await.until(
        () ->
            assertThat(log)
                .content()
                .containsPattern("pass \\d+: 0 copied, 0 updated, 1 deleted, 4 unchanged"));
  }

  @Test
  void letsQuartzTriggerTheReconciliationByDefault() throws Exception {
    Path classes = program.path("classes");
    program.with("CAMEL_MIRROR_OPTS", "-Xlog:class+load:file=" + classes);
    Running running = program.start("--verbose", source, replica, "1", log);
    Await.until(
        () ->
            assertThat(log)
                .content()
                .containsSubsequence("pass 1: 5 copied", "Job Camel_camel-mirror.reconcile"));

    running.signal("TERM");

    running.end().exited(143);
    assertThat(running.err()).isEmpty();
    assertThat(log).content().doesNotContain(" ERROR ", " WARN ");
    assertThat(classes)
        .content()
        .contains("org.quartz.core.QuartzScheduler source: shared objects file (top)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/2 * * * * ?", "1s"})
  void deletesOrphansWhenQuartzSaysSo(String schedule) throws Exception {
    Shell.run(replica, "mkdir -p orphan/below; echo o >orphan/below/o");

    program.start("--reconcile", schedule, source, replica, "60", log);

    awaitEqual();
    // Counted by the first pass if Quartz fires during it, or else by a reconciliation of its own.
    Await.until(
        () ->
            assertThat(log)
                .content()
                .containsSubsequence(
                    "  orphan/below/o\n", "  orphan/below\n", "  orphan\n", " 1 deleted, "));
  }

  @Test
  void holdsOrphansAsLongAsQuartzSaysNothing() throws Exception {
    Shell.run(replica, "echo o >orphan");

    Result result =
        program.run(
            "--reconcile", "0 0 0 1 1 ? 2099", "--passes=2", "--interval=100ms", source, replica);

    result.exited(ExitCode.DONE);
    assertThat(replica.resolve("orphan")).hasContent("o");
    assertThat(result.outLines())
        .filteredOn(line -> line.startsWith("pass "))
        .singleElement()
        .asString()
        .contains("1 held");
  }

  @Test
  void writesALogOfJsonObjects() throws Exception {
    Shell.run(source, "echo q >\"$(printf 'say \"hi\"\\n\\033[31m')\"");

    program.run("--once", "--log-format=json", source, replica, "60", log).exited(ExitCode.DONE);

    Set<String> paths = new HashSet<>();
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).hasSizeGreaterThan(6);
    for (String line : lines) {
      JsonObject object = (JsonObject) Jsoner.deserialize(line);
      assertThat(object).containsKeys("timestamp", "level", "mdc", "formattedMessage");
      JsonObject mdc = object.getMap("mdc");
      if (object.getString("formattedMessage").startsWith("CREATE")) {
        assertThat(mdc).containsEntry("mirror.action", "CREATE");
        assertThat(mdc).containsKeys("mirror.bytes", "mirror.millis");
        paths.add(mdc.getString("mirror.path"));
      }
    }
    assertThat(paths)
        .containsExactlyInAnyOrder(
            "docs", "docs/1", "docs/2", "docs/3", "docs/4", "docs/5", "say \"hi\"\\n\\x1b[31m");
  }

  @Test
  void closesAndCompressesALogThatIsFull() throws Exception {
    Shell.run(source, "i=0; while [ $i -lt 3000 ]; do : >$i; i=$((i+1)); done");
    Path logs = Files.createDirectory(program.path("logs"));
    log = logs.resolve("mirror.log");

    program
        .run("--once", "--quiet", "--log-max-size=20KB", source, replica, "60", log)
        .exited(ExitCode.DONE);

    assertThat(Shell.run(logs, "ls"))
        .containsPattern("mirror\\.log\\.\\d{4}-\\d\\d-\\d\\d\\.1\\.gz");
    assertThat(log).content().contains("pass 1: 3,005 copied");
    assertThat(Shell.run(logs, "(cat mirror.log; gzip -dc ./*.gz) | grep -c CREATE"))
        .isEqualTo("3006\n");
  }

  /** In the folder it runs in, as by default. */
  @Test
  void numbersItsLogsOnAfterAnotherStart() throws Exception {
    Shell.run(source, "i=0; while [ $i -lt 150 ]; do : >$i; i=$((i+1)); done");
    for (int run = 0; run < 2; run++) {
      Shell.run(replica, "rm -rf ./*");
      program
          .run("--once", "--quiet", "--log-max-size=10KB", source, replica, "60", "here.log")
          .exited(ExitCode.DONE);
    }
    assertThat(Shell.run(program.path(""), "ls here.log*").lines())
        .hasSize(3)
        .allMatch(name -> name.matches("here\\.log(\\.[0-9-]{10}\\.[01]\\.gz)?"));
  }

  private void awaitEqual() {
    Await.equal(source, replica);
  }

  /** Again and again: on a busy machine, the copy may have ended before it can be stopped. */
  private Running startStoppedInACopy() throws Exception {
    while (true) {
      Running running = program.start(source, replica, "60", log);
      Await.every(Duration.ofMillis(2), () -> assertThat(replica).isNotEmptyDirectory());
      running.signal("STOP");
      if (!temporaries().isEmpty()) {
        return running;
      }
      running.process().destroyForcibly().waitFor();
      Shell.run(replica, "find . -mindepth 1 -delete");
    }
  }

  private List<Path> temporaries() throws IOException {
    try (Stream<Path> names = Files.list(replica)) {
      return names.filter(path -> path.getFileName().toString().endsWith(".part")).toList();
    }
  }

  private Path folderWithRoomForALargeFile() throws IOException {
    for (Path place : List.of(Path.of("/dev/shm"), program.folder())) {
      if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
          && Files.getFileStore(place).getUsableSpace() > LARGE + LARGE / 4) {
        return Files.createTempDirectory(place, "camel-mirror-test");
      }
    }
    assumeTrue(
        false, "no room for a file of 3 GiB, neither in /dev/shm nor in the temporary folder");
    return null;
  }
}
