package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.Fact;
import io.camelmirror.testing.MemoryTempDir;
import io.camelmirror.testing.RandomEdits;
import io.camelmirror.testing.RandomTree;
import io.camelmirror.testing.RandomValues;
import io.camelmirror.testing.RawTree;
import io.camelmirror.testing.Rights;
import io.camelmirror.testing.TestLibc;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is in a source and was done to it and its replica: one pass of the program makes them
 * equal in all that can be told of a file, writes nothing to the source, and the next pass finds no
 * change. One seed is run alone with {@code -Dfidelity.seed=7}.
 */
class FidelityModelIT {

  private static final String SEED = "fidelity.seed";
  private static final int SEEDS = 20;
  private static final int ORDINARY_SEEDS = 6;
  private static final int ROUNDS = 8;
  private static final boolean ROOT = TestLibc.geteuid() == 0;
  private static final long NOBODY = 65534;
  private static final int MOST_LINES = 40;

  private static final Pattern FIRST_PASS =
      Pattern.compile("^\\S+ INFO +pass 1: .*$", Pattern.MULTILINE);
  private static final Pattern OPERATION =
      Pattern.compile(
          "^\\S+ \\w+ +(?:CREATE|UPDATE|REPLACE|ATTRIBUTES|MOVE|DELETE) .*$", Pattern.MULTILINE);

  @RegisterExtension final Program program = new Program();

  private Path folder;

  static LongStream seeds() {
    return seeds(SEEDS);
  }

  /** Without root, what only root may do is left out, and all seeds are run this way. */
  static LongStream ordinarySeeds() {
    return seeds(ROOT ? ORDINARY_SEEDS : SEEDS);
  }

  private static LongStream seeds(int count) {
    Long only = Long.getLong(SEED);
    return only == null ? LongStream.rangeClosed(1, count) : LongStream.of(only);
  }

  @AfterEach
  void removeFolder() throws Exception {
    if (folder != null) {
      Shell.run(folder, "chmod -R u+rwx . && rm -rf ./*");
      Files.delete(folder);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @Execution(ExecutionMode.CONCURRENT)
  void mirrorsEverything(long seed) throws Exception {
    assumeTrue(ROOT, "only root can make owners, devices and trusted attributes");
    boolean checksum = seed % 4 == 0;
    Rights rights = new Rights(true, false, checksum, -1);
    run(seed, rights, rights);
  }

  /** As the owner of both trees, who is in the way of himself with the modes of his folders. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("ordinarySeeds")
  @Execution(ExecutionMode.CONCURRENT)
  void mirrorsWhatAnOrdinaryUserMay(long seed) throws Exception {
    long owner = -1;
    if (ROOT) {
      owner = NOBODY;
      program.throughUser("setpriv", "--reuid=" + owner, "--regid=" + owner, "--clear-groups");
    }
    boolean checksum = seed % 3 == 0;
    run(seed, new Rights(false, true, checksum, owner), new Rights(false, false, checksum, owner));
  }

  private void run(long seed, Rights sourceRights, Rights replicaRights) throws Exception {
    folder = makeFolder(seed, sourceRights);
    program.with("CAMEL_MIRROR_OPTS", "-XX:TieredStopAtLevel=1");
    int round = 0;
    try (RawTree source = new RawTree(folder.resolve("source"), sourceRights.owner());
        RawTree replica = new RawTree(folder.resolve("replica"), replicaRights.owner())) {
      RandomValues random = new RandomValues(seed);
      RandomTree.plant(source, random, sourceRights, random.between(60, 110), seed % 3 == 1);
      RandomTree.plant(replica, random, replicaRights, random.between(10, 40), seed % 3 != 0);
      RandomEdits sourceEdits = new RandomEdits(source, random, sourceRights, false);
      RandomEdits replicaEdits = new RandomEdits(replica, random, replicaRights, true);
      List<String> edits = new ArrayList<>();
      while (round < ROUNDS) {
        round++;
        edits.clear();
        edits.addAll(sourceEdits.make(random.between(5, 15)));
        edits.addAll(replicaEdits.make(random.between(5, 20)));
        check(round, edits, sourceRights.checksum());
      }
      checkOnceMore(sourceRights.checksum());
    } catch (AssertionError | Exception e) {
      String title = "seed %d, round %d (-D%s=%d runs it alone)%n%s";
      AssertionError titled = new AssertionError(String.format(title, seed, round, SEED, seed, e));
      titled.setStackTrace(e.getStackTrace());
      throw titled;
    }
  }

  /** In memory for some seeds, and on a disk for others: file systems differ in much of this. */
  private Path makeFolder(long seed, Rights rights) throws Exception {
    Path made =
        seed % 2 == 0 ? MemoryTempDir.create("fidelity") : Files.createTempDirectory("fidelity");
    for (Path each : List.of(made, made.resolve("log"))) {
      Files.createDirectories(each);
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
      if (rights.owner() >= 0) {
        Files.setAttribute(each, "unix:uid", (int) rights.owner());
      }
    }
    return made;
  }

  /** Has the program make two passes: the first makes the trees equal, the second does nothing. */
  private void check(int round, List<String> edits, boolean checksum) throws Exception {
    TreeSnapshot before = TreeSnapshot.state(folder.resolve("source"));
    Path log = folder.resolve("log/" + round);

    Result result = mirror(checksum, log, "--passes", "2");

    List<String> wrong = new ArrayList<>();
    before
        .differences(TreeSnapshot.state(folder.resolve("source")))
        .forEach(line -> wrong.add("source was written to: " + line));
    wrong.addAll(differences());
    wrong.addAll(secondPass(result, log, before));
    String text = "%s%nafter the edits%n%s%nthe program said%n%s%s%s";
    assertThat(wrong)
        .withFailMessage(
            () ->
                String.format(
                    text,
                    lines(wrong),
                    lines(edits),
                    result.out(),
                    result.err(),
                    lines(warnings(log))))
        .isEmpty();
  }

  /** A process that has not made the replica finds nothing to do either. */
  private void checkOnceMore(boolean checksum) throws Exception {
    Path log = folder.resolve("log/once");
    Result result = mirror(checksum, log, "--once").exited(ExitCode.DONE);
    TreeSnapshot source = TreeSnapshot.of(folder.resolve("source"));
    assertThat(changes(result, source)).isEmpty();
    assertThat(Files.readString(log)).doesNotContainPattern(OPERATION);
    assertThat(differences()).isEmpty();
  }

  private List<String> differences() throws IOException {
    TreeSnapshot source = TreeSnapshot.of(folder.resolve("source"), Fact.ALL);
    TreeSnapshot replica = TreeSnapshot.of(folder.resolve("replica"), Fact.ALL);
    return source.withoutSocketsOf(source).differences(replica.withoutSocketsOf(source));
  }

  private Result mirror(boolean checksum, Path log, String... passes) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of(passes));
    arguments.addAll(List.of("--json", "--all"));
    if (checksum) {
      arguments.add("--checksum");
    }
    arguments.addAll(List.of(folder.resolve("source"), folder.resolve("replica"), "1ms", log));
    return program.run(arguments.toArray());
  }

  /** What is wrong with what was told of two passes. */
  private static List<String> secondPass(Result result, Path log, TreeSnapshot source)
      throws Exception {
    if (result.exitCode() != ExitCode.DONE) {
      return List.of("exit code " + result.exitCode());
    }
    List<String> wrong = new ArrayList<>(changes(result, source));
    String text = Files.readString(log);
    Matcher first = FIRST_PASS.matcher(text);
    assertThat(first.find()).as("log has a line for pass 1:%n%s", text).isTrue();
    if (!first.group().contains(" 0 failed")) {
      wrong.add(first.group());
    }
    // Folders are not counted, but what is done to them is logged.
    OPERATION
        .matcher(text.substring(first.end()))
        .results()
        .forEach(operation -> wrong.add("second pass: " + operation.group()));
    return wrong;
  }

  /** What a report says that it would not if there had been nothing to do. */
  private static List<String> changes(Result result, TreeSnapshot source) throws Exception {
    JsonObject report = (JsonObject) Jsoner.deserialize(result.out().trim());
    List<String> wrong = new ArrayList<>();
    for (String count : List.of("copied", "updated", "deleted", "moved", "failed")) {
      expect(report, count, 0, wrong);
    }
    expect(report, "skipped", source.sockets(), wrong);
    expect(report, "unchanged", source.counted(), wrong);
    return wrong;
  }

  private static void expect(JsonObject report, String count, long expected, List<String> wrong) {
    long actual = report.getLong(count);
    if (actual != expected) {
      wrong.add("last pass: " + count + " is " + actual + ", expected " + expected);
    }
  }

  private static List<String> warnings(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")).toList();
    } catch (IOException e) {
      return List.of("no log: " + e);
    }
  }

  private static String lines(List<String> lines) {
    String text =
        String.join(System.lineSeparator(), lines.subList(0, Math.min(lines.size(), MOST_LINES)));
    return lines.size() > MOST_LINES
        ? text + " and " + (lines.size() - MOST_LINES) + " more"
        : text;
  }
}
