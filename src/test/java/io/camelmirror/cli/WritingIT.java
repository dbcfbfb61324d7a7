package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.cli.Program.Running;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the replica when writing to it fails, in whatever way. */
class WritingIT extends FoldersTestSupport {

  private static final int KILLS = 50;
  private static final int KILLED = 128 + 9;

  /** The most that a copy is looked for, or that anything moves on, between two looks. */
  private static final Duration SOON = Duration.ofMillis(1);

  /** So many passes begin before it is believed that none of them says anything more. */
  private static final int SOME_PASSES = 5;

  @BeforeEach
  void makeFolders() throws Exception {
    Shell.run(program.folder(), "mkdir -p source/docs; echo 1 >source/docs/1");
  }

  @Test
  void leavesEveryFileWholeWheneverItIsKilled() throws Exception {
    Random random = new Random(20_001);
    Versions versions = new Versions(program.folder());
    versions.write();
    Files.createDirectory(replica);
    int toCopy = versions.countOthersIn(replica, 1);
    int kills = 0;
    int leftovers = 0;

    for (int round = 1; kills < KILLS; round++) {
      String logFile = "log-" + round;
      Running running =
          program.start("--once", "--quiet", versions.folder(round % 2), replica, "60", logFile);
      if (round % 4 == 0) {
        awaitPartOfALargeFile(running);
      } else {
        awaitLines(running, logFile, random.nextInt(toCopy + 1));
      }
      running.process().destroyForcibly();

      kills += running.end().exitCode() == KILLED ? 1 : 0;
      leftovers += temporaries(replica).isEmpty() ? 0 : 1;
      toCopy = versions.countOthersIn(replica, (round + 1) % 2);
    }

    assertThat(leftovers).as("runs that were killed while they copied").isPositive();
    program.run("--once", versions.folder(0), replica, "60", "last").exited(ExitCode.DONE);
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(versions.folder(0)));
    assertThat(temporaries(replica)).isEmpty();
  }

  /** No disk is known to store such a time until it was tried on it. */
  @Test
  void leavesNothingOfWhatItTriesTheDiskWith() throws Exception {
    Shell.run(source, "touch -d 2050-01-01 docs .; chmod 400 docs/1");
    Shell.run(program.folder(), "mkdir -p replica/docs; cp -p source/docs/1 replica/docs");
    Files.setPosixFilePermissions(
        replica.resolve("docs/1"), PosixFilePermissions.fromString("rw-------"));

    once().exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void copiesWhatFitsOnADiskThatIsFull() throws Exception {
    replica = disks.mountTmpfs(program.path("replica"), "1m");
    Shell.run(
        program.folder(),
        """
        mkdir replica/docs; head -c 50000 /dev/zero >replica/docs/grown
        cp -p replica/docs/grown grown
        head -c 3000000 /dev/zero >source/docs/grown; head -c 3000000 /dev/zero >source/a-large
        for i in 1 2 3 4 5 6 7 8 9; do echo $i >source/small$i; echo $i >source/docs/small$i; done
        """);

    Result result = once("--threads=1", "--redelivery-delay=10ms");

    result.exited(ExitCode.SOME_FAILED);
    assertThat(log.messages("WARN"))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("could not copy a-large: No space left"))
        .anyMatch(line -> line.startsWith("could not copy docs/grown: No space left"));
    assertThat(Shell.run(replica, "find . -type f | wc -l")).isEqualTo("20\n");
    assertThat(Shell.run(program.folder(), "cmp grown replica/docs/grown")).isEmpty();
    assertThat(temporaries(replica)).isEmpty();

    Shell.run(source, "for large in a-large docs/grown; do echo fits >$large; done");
    once().exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void triesAgainWhatMayFitSoon() throws Exception {
    Path disk = disks.mountTmpfs(program.path("disk"), "1m");
    replica = Files.createDirectory(disk.resolve("replica"));
    Shell.run(program.folder(), "head -c 800000 /dev/zero | tee source/large >disk/filler");

    Running running =
        program.start(
            line("60", "--once", "--redelivery-attempts=1000", "--redelivery-delay=50ms"));
    Await.every(SOON, () -> assertThat(temporaries(replica)).isNotEmpty());
    Files.delete(disk.resolve("filler"));

    running.end().exited(ExitCode.DONE);
    assertThat(log.messages("WARN")).isEmpty();
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void triesOnlyOnceWhenToldSo() throws Exception {
    replica = disks.mountTmpfs(program.path("replica"), "1m");
    Shell.run(source, "head -c 3000000 /dev/zero >large");

    once("--threads=1", "--redelivery-attempts=0", "--redelivery-delay=1h")
        .exited(ExitCode.SOME_FAILED);

    assertThat(replica.resolve("docs/1")).hasContent("1");
    assertThat(temporaries(replica)).isEmpty();
  }

  @Test
  void goesOnWhenAReplicaThatWasReadOnlyIsNoMore() throws Exception {
    replica = disks.mountTmpfs(program.path("replica"), "1m");
    Running running = startDaemon("--redelivery-delay=10ms");
    Await.equal(source, replica);
    disks.remount(replica, "ro");
    TreeSnapshot before = TreeSnapshot.state(replica);
    Shell.run(source, "echo new >new; echo longer >docs/1");

    log.awaitPass();

    assertThat(TreeSnapshot.state(replica)).isEqualTo(before);
    assertThat(log.messages("WARN"))
        .anyMatch(line -> line.startsWith("could not copy new: Read-only file system"));

    disks.remount(replica, "rw");
    Await.equal(source, replica);
    assertThat(running.process().isAlive()).isTrue();
  }

  @Test
  void saysWhatCouldNotBeWrittenToAReadOnlyReplica() throws Exception {
    replica = disks.mountTmpfs(program.path("replica"), "1m");
    Shell.run(replica, "echo o >orphan");
    disks.remount(replica, "ro");

    once("--redelivery-delay=10ms").exited(ExitCode.SOME_FAILED);

    assertThat(log.messages("WARN"))
        .anyMatch(line -> line.startsWith("could not copy docs: Read-only file system"))
        .anyMatch(line -> line.startsWith("could not delete orphan: Read-only file system"));
    assertThat(log.messages("ERROR")).isEmpty();
    assertThat(Shell.run(replica, "ls -A")).isEqualTo("orphan\n");
  }

  @Test
  void makesNothingInThePlaceOfAReplicaThatIsGone() throws Exception {
    Running running = startDaemon();
    Await.equal(source, replica);
    Path away = program.path("away");

    for (int outage = 1; outage <= 2; outage++) {
      Files.move(replica, away);
      TreeSnapshot before = TreeSnapshot.state(away);
      Shell.run(source, "echo " + outage + " >new" + outage);
      awaitOneError(running, outage);
      assertThat(replica).doesNotExist();
      assertThat(TreeSnapshot.state(away)).isEqualTo(before);

      Files.move(away, replica);
      Await.equal(source, replica);
    }

    assertThat(running.process().isAlive()).isTrue();
  }

  @Test
  void keepsASecondMirrorFromTheReplica() throws Exception {
    Shell.run(program.folder(), "mkdir second; echo 2 >second/2; ln -s replica link");
    Running first = startDaemon();
    Await.equal(source, replica);

    Result refused = program.run("--once", "second", "link", "60", "second.log");

    refused.exited(ExitCode.USAGE);
    assertThat(refused.errLines())
        .singleElement()
        .asString()
        .startsWith("camel-mirror: ")
        .contains(program.path("link").toString(), "process " + first.process().pid());
    assertThat(refused.err()).doesNotContain("Exception", "\tat ");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    program.run("--once", "--dry-run", "second", "link", "60", "dry.log").exited(ExitCode.DONE);

    first.signal("KILL");
    first.end().exited(KILLED);
    program.run("--once", "second", "link", "60", "second.log").exited(ExitCode.DONE);

    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(program.path("second")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--trash=trash"})
  void makesTheReplicaEqualWhenItWaitsForTheDisk(String option) throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p replica/docs source/empty; echo old >replica/docs/1; echo o >replica/orphan
        head -c 300000 /dev/urandom >source/large; : >source/zero; ln -s nowhere source/link
        echo 4 >source/m400; chmod 400 source/m400
        """);

    (option.isEmpty() ? once("--fsync") : once("--fsync", option)).exited(ExitCode.DONE);

    assertThat(log.messages("WARN")).isEmpty();
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void goesOnWithOthersWhenAStepFails() throws Exception {
    Shell.run(source, "echo bad >docs/bad; echo good >docs/good");
    insertBeforeTheProducer(
        """
        - choice:
            when:
              - simple: "${header.CamelFileName} == 'docs/bad'"
                steps:
                  - throwException:
                      exceptionType: java.lang.IllegalStateException
                      message: "the step says no"
        """);

    Result result = once("--routes=routes");

    result.exited(ExitCode.SOME_FAILED);
    assertThat(log.messages("WARN"))
        .containsExactly("could not copy docs/bad: the route copy failed: the step says no");
    assertThat(result.err()).doesNotContain("Exception", "\tat ");
    assertThat(Shell.run(replica, "find . -type f | sort")).isEqualTo("./docs/1\n./docs/good\n");
  }

  @Test
  void sendsWhatFailsToTheRouteForIt() throws Exception {
    Path routes = plantOneThatFails();
    Path failed = routes.resolve("failed.camel.yaml");
    String text = Files.readString(failed);
    String step = "      steps:\n";
    assertThat(text).contains(step);
    Files.writeString(failed, text.replace(step, step + WRITE_DOWN.indent(8)));

    once("--routes=routes", "--redelivery-attempts=0").exited(ExitCode.SOME_FAILED);

    assertThat(program.path("dead/list")).content().startsWith("a-folder/bad CREATE: ");
    assertThat(program.path("dead/list")).content().hasLineCount(1);
    assertThat(replica.resolve("docs/1")).hasContent("1");
  }

  @Test
  void sendsAPathThatFailsToTheRouteForItAtOnce() throws Exception {
    Shell.run(source, "echo bad >bad && chmod 000 bad");
    Path failed = program.asOrdinaryUser().copyRoutes().resolve("failed.camel.yaml");
    String step = "      steps:\n";
    Files.writeString(failed, Files.readString(failed).replace(step, step + WRITE_DOWN.indent(8)));

    once("--routes=routes", "--redelivery-delay=1h").exited(ExitCode.SOME_FAILED);

    assertThat(program.path("dead/list")).content().startsWith("bad CREATE: ");
    assertThat(program.path("dead/list")).content().hasLineCount(1);
    assertThat(log.messages("WARN")).singleElement().asString().startsWith("could not copy bad: ");
  }

  @Test
  void sendsWhatFailsToAnotherEndpoint() throws Exception {
    Path routes = plantOneThatFails();
    Files.writeString(
        routes.resolve("mine.camel.yaml"),
        """
        - route:
            id: mine
            from:
              uri: seda:mine
              steps:
        """
            + WRITE_DOWN.indent(8));

    Running running =
        startDaemon("--routes=routes", "--redelivery-attempts=0", "--dead-letter=seda:mine");

    Await.until(
        () -> assertThat(program.path("dead/list")).content().startsWith("a-folder/bad CREATE: "));
    assertThat(replica.resolve("docs/1")).hasContent("1");
    assertThat(running.process().isAlive()).isTrue();
  }

  /** Steps that write down, in one line, what has failed. */
  private static final String WRITE_DOWN =
      """
      - setBody:
          simple: "${header.CamelFileName} ${header.CamelMirrorAction}: ${exception.message}\\n"
      - to:
          uri: file:dead
          parameters:
            fileName: list
            fileExist: Append
      """;

  /** What is mounted in the replica is read-only: one path there fails. Gives the routes. */
  private Path plantOneThatFails() throws Exception {
    Path mounted = disks.mountTmpfs(program.path("replica/a-folder"), "100k");
    Shell.run(
        program.folder(),
        """
        mkdir source/a-folder; echo bad >source/a-folder/bad
        chmod 755 replica/a-folder; touch -r replica/a-folder source/a-folder
        """);
    disks.remount(mounted, "ro");
    return program.copyRoutes();
  }

  private void insertBeforeTheProducer(String steps) throws Exception {
    Path copy = program.copyRoutes().resolve("copy.camel.yaml");
    String text = Files.readString(copy);
    String start = "      steps:\n";
    assertThat(text).contains(start);
    Files.writeString(copy, text.replace(start, start + steps.indent(8)));
  }

  /** Waits until a run has logged so many lines, or has ended. */
  private void awaitLines(Running running, String logFile, int lines) {
    Await.every(
        SOON,
        () ->
            assertThat(
                    !running.process().isAlive()
                        || Files.size(program.path(logFile)) > lines * Versions.LOG_LINE)
                .isTrue());
  }

  private void awaitPartOfALargeFile(Running running) {
    Await.every(
        SOON,
        () ->
            assertThat(
                    !running.process().isAlive()
                        || !temporaries(replica.resolve(Versions.LARGE)).isEmpty())
                .isTrue());
  }

  /** Waits for the error of an outage, and then for some passes that must not say it again. */
  private void awaitOneError(Running running, int outage) throws Exception {
    Await.until(() -> assertThat(log.messages("ERROR")).hasSizeGreaterThanOrEqualTo(outage));
    long naps = running.naps();
    Await.until(() -> assertThat(running.naps()).isGreaterThan(naps + SOME_PASSES));
    assertThat(log.messages("ERROR"))
        .hasSize(outage)
        .allMatch(line -> line.contains(replica + " is gone"));
  }

  private static List<Path> temporaries(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.getFileName().toString().endsWith(".part")).toList();
    }
  }

  /**
   * Two versions of a tree, with the same names. Each file tells by itself whether it is whole: all
   * of its bytes are its version's, and so is its size.
   */
  private record Versions(Path folder) {

    static final String LARGE = "large";
    static final int LOG_LINE = 85;
    private static final int SMALL_FILES = 1_000;
    private static final int LARGE_FILES = 4;
    private static final int LARGE_SIZE = 2_000_000;
    private static final int LARGEST_SMALL = 5_000;

    Path folder(int version) {
      return folder.resolve("version-" + version);
    }

    void write() throws IOException {
      for (int version = 0; version <= 1; version++) {
        for (int number = 0; number < SMALL_FILES + LARGE_FILES; number++) {
          Path file = folder(version).resolve(name(number));
          Files.createDirectories(file.getParent());
          byte[] content = new byte[size(number, version)];
          Arrays.fill(content, letter(version));
          Files.write(file, content);
        }
      }
    }

    private static String name(int number) {
      return number < SMALL_FILES ? "d" + number % 20 + "/" + number : LARGE + "/" + number;
    }

    private static byte letter(int version) {
      return (byte) ('a' + version);
    }

    private static int size(int number, int version) {
      int size = number < SMALL_FILES ? number * 37 % LARGEST_SMALL : LARGE_SIZE;
      return size + 1 + version;
    }

    /** Which version a file of the replica is, byte for byte; -1 when it is not there. */
    private static int version(Path replica, int number) throws IOException {
      Path file = replica.resolve(name(number));
      if (!Files.exists(file)) {
        return -1;
      }
      byte[] content = Files.readAllBytes(file);
      for (int version = 0; version <= 1; version++) {
        byte[] whole = new byte[size(number, version)];
        Arrays.fill(whole, letter(version));
        if (Arrays.equals(content, whole)) {
          return version;
        }
      }
      throw new AssertionError(file + " is neither version: " + content.length + " bytes");
    }

    /**
     * How many files of the replica are not of a version; each has to be whole, whatever it is of.
     */
    int countOthersIn(Path replica, int version) throws IOException {
      int others = 0;
      for (int number = 0; number < SMALL_FILES + LARGE_FILES; number++) {
        others += version(replica, number) == version ? 0 : 1;
      }
      return others;
    }
  }
}
