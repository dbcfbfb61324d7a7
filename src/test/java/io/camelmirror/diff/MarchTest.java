package io.camelmirror.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelmirror.Asking;
import io.camelmirror.Entries;
import io.camelmirror.Tree;
import io.camelmirror.tree.Calls;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource
class MarchTest {

  private static final String TEMPORARY = ".camel-mirror-0123456789abcdef.part";

  @Parameter Calls calls;
  @TempDir Path folder;
  private Tree source;
  private Tree replica;
  private final ForkJoinPool pool = new ForkJoinPool(2);
  private final WalkRecord told = new WalkRecord();
  private PathFilter filter = PathFilter.ALL;
  private Fidelity fidelity = Fidelity.PLAIN;
  private Privileges privileges = Privileges.CURRENT;

  @BeforeEach
  void makeRoots() throws IOException {
    calls.require();
    source = Tree.in(folder.resolve("source"));
    replica = Tree.in(folder.resolve("replica"));
  }

  @AfterEach
  void endThreads() {
    pool.shutdownNow();
  }

  @Test
  void tellsEverythingOfANewTree() throws Exception {
    source.add("a = 1", "d/b = 2", "empty/", "l -> nowhere");
    assertThat(march())
        .containsExactlyInAnyOrder(
            "CREATE a",
            "CREATE d",
            "CREATE d/b",
            "settle d",
            "CREATE empty",
            "settle empty",
            "CREATE l",
            "settle .");
    assertThat(told.lines()).containsSubsequence("CREATE d", "CREATE d/b", "settle d", "settle .");
  }

  @Test
  void tellsOnlyWhatIsUnchangedOfEqualTrees() throws Exception {
    String[] same = {"a = 1", "d/b = 2", "empty/", "l -> nowhere"};
    source.add(same);
    replica.add(same);
    assertThat(march()).containsExactly("unchanged", "unchanged", "unchanged");
  }

  @Test
  void tellsWhatDiffers() throws Exception {
    source.add("content = new", "mode = 1", "l -> new", "same = 1").mode("mode", 0600);
    replica.add("content = old!", "mode = 1", "l -> old", "same = 1");
    assertThat(march())
        .containsExactlyInAnyOrder(
            "UPDATE content", "ATTRIBUTES mode", "UPDATE l", "unchanged", "settle .");
  }

  @Test
  void tellsBothEntriesOfAChange() throws Exception {
    source.add("a = new");
    replica.add("a = old!");
    told.dealing(
        (change, done) -> {
          assertThat(change.source().size()).isEqualTo(3);
          assertThat(change.replica().size()).isEqualTo(4);
          told.write("seen");
          done.done(Done.Result.APPLIED);
        });
    assertThat(march()).contains("seen").doesNotContain("problem .");
  }

  @Test
  void tellsOrphansWithoutLookingIntoThem() throws Exception {
    replica.add("a = 1", "d/b = 2", "l -> x", "p |");
    assertThat(march())
        .containsExactlyInAnyOrder(
            "orphan DELETE a", "orphan DELETE d", "orphan DELETE l", "orphan DELETE p");
  }

  @Test
  void holdsADirectoryWhereTheSourceHasAFile() throws Exception {
    source.add("a = 1", "l -> x");
    replica.add("a/b = 2", "l/c = 3");
    assertThat(march()).containsExactlyInAnyOrder("orphan REPLACE a", "orphan REPLACE l");
  }

  @Test
  void replacesAFileWhereTheSourceHasADirectory() throws Exception {
    source.add("a/b = 1", "c/");
    replica.add("a = 2", "c -> a");
    assertThat(march())
        .containsExactlyInAnyOrder(
            "REPLACE a", "CREATE a/b", "settle a", "REPLACE c", "settle c", "settle .");
    assertThat(told.lines()).containsSubsequence("REPLACE a", "CREATE a/b", "settle a", "settle .");
  }

  @Test
  void skipsSpecialsOfTheSource() throws Exception {
    source.add("new |", "old |", "both |", "in-the-way |", "file = 1");
    replica.add("old = 1", "both |", "in-the-way/a = 1", "file |");
    assertThat(march())
        .containsExactlyInAnyOrder(
            "skipped new",
            "skipped old",
            "orphan DELETE old",
            "skipped both",
            "skipped in-the-way",
            "orphan DELETE in-the-way",
            "REPLACE file",
            "settle .");
  }

  @Test
  void skipsLinksOfTheSourceWhenAsked() throws Exception {
    source.add("new -> x", "old -> x", "both -> x", "link-now-file = 1");
    replica.add("old = 1", "both -> y", "link-now-file -> x");
    fidelity = new Asking().links(Fidelity.Links.skip).fidelity();
    assertThat(march())
        .containsExactlyInAnyOrder(
            "skipped new",
            "skipped old",
            "orphan DELETE old",
            "skipped both",
            "REPLACE link-now-file",
            "settle .");
  }

  @Test
  void tellsTemporariesOfTheReplicaOnly() throws Exception {
    source.add("in-source/" + TEMPORARY + " = 1", "in-both/" + TEMPORARY + " = 1", "in-replica/");
    replica.add("in-source/", "in-both/" + TEMPORARY + " = 1", "in-replica/" + TEMPORARY + " = 1");
    assertThat(march())
        .containsExactlyInAnyOrder(
            "leftover in-both/" + TEMPORARY,
            "settle in-both",
            "leftover in-replica/" + TEMPORARY,
            "settle in-replica");
  }

  @Test
  void leavesAloneWhatTheFilterDoesNotAccept() throws Exception {
    source.add("no = 1", "d.no/a = 1", "in/no = 1", "in/yes = 1");
    replica.add("e.no/b = 1", "x.no = 1", "in/");
    filter = (relative, directory) -> !relative.toString().endsWith("no");
    assertThat(march()).containsExactlyInAnyOrder("CREATE in/yes", "settle in");
  }

  @Test
  void asksTheFilterWhetherADirectoryStandsThere() throws Exception {
    source.add("a = 1", "d/", "turned = 1");
    replica.add("b = 1", "e/", "turned/");
    filter = (relative, directory) -> directory;
    assertThat(march())
        .as("directories only; what the source has counts")
        .containsExactlyInAnyOrder("CREATE d", "settle d", "orphan DELETE e", "settle .");
  }

  @Test
  void takesAFolderThatCannotBeReadForNoEmptyOne() throws Exception {
    source.add("a = 1", "d/b = 1", "e = 1");
    replica.add("d/b = 1", "d/orphan = 1", "e = 1");
    told.after("unchanged", () -> swapForFile(source, "d"));
    assertThat(march()).containsExactlyInAnyOrder("CREATE a", "unchanged", "problem d", "settle .");
    assertThat(told.problems().get(0).attempt()).isEqualTo("read the source's folder");
    assertThat(told.problems().get(0).cause()).isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void takesAReplicaFolderThatCannotBeReadForNoEmptyOne() throws Exception {
    source.add("d/b = 1", "e = 1");
    replica.add("d/b = 1", "e = 1");
    told.after("unchanged", () -> swapForFile(replica, "d"));
    assertThat(march()).containsExactlyInAnyOrder("unchanged", "problem d");
    assertThat(told.problems().get(0).attempt()).isEqualTo("read the replica's folder");
  }

  @Test
  void takesAFileThatVanishesOnTheWayForNoOrphan() throws Exception {
    source.add("a = 1", "b = 1");
    replica.add("a = 1", "b = 1");
    told.after("unchanged", () -> source.vanish("b"));
    assertThat(march()).containsExactly("unchanged");
  }

  @Test
  void takesAFolderThatVanishesOnTheWayForNoOrphan() throws Exception {
    source.add("a = 1", "b/c = 1");
    replica.add("a = 1", "b/c = 1");
    told.after("unchanged", () -> source.vanish("b"));
    assertThat(march()).containsExactly("unchanged");
  }

  @Test
  void takesAFolderThatVanishesBeforeItIsListedForNoEmptyOne() throws Exception {
    source.add("b/c = 1", "e = 1");
    replica.add("b/c = 1", "e = 1");
    told.after("unchanged", () -> source.vanish("b"));
    assertThat(march()).containsExactly("unchanged");
  }

  @Test
  void takesAnOrphanThatVanishesOnTheWayForNone() throws Exception {
    source.add("a = 1");
    replica.add("a = 1", "b = 1");
    told.after("unchanged", () -> replica.vanish("b"));
    assertThat(march()).containsExactly("unchanged");
  }

  @Test
  void settlesExactlyTheFoldersWhoseNamesChanged() throws Exception {
    source.add(
        "created/new = 1", "updated/a = new", "same/a = 1", "mode/a = 1", "above/below/a = 1");
    source.mode("mode/a", 0600);
    replica.add(
        "created/", "updated/a = old!", "same/a = 1", "mode/a = 1", "orphan/", "above/below/");
    replica.add("same/orphan = 1");
    assertThat(march().stream().filter(line -> line.startsWith("settle")))
        .containsExactlyInAnyOrder("settle created", "settle updated", "settle above/below");
  }

  @Test
  void tellsADirectorysAttributesAfterAllBelowIt() throws Exception {
    source.add("d/a = 1", "d/e/b = 1", "d/z/").mode("d", 0700).mode("d/e", 0711);
    replica.add("d/e/b = old");
    List<String> lines = march();
    assertThat(lines).hasSize(6).contains("CREATE d/a", "CREATE d/z").endsWith("ATTRIBUTES d");
    assertThat(lines).containsSubsequence("UPDATE d/e/b", "ATTRIBUTES d/e", "ATTRIBUTES d");
    assertThat(lines).doesNotContain("settle d", "settle d/e");
  }

  @Test
  void admitsItselfToADirectoryThatItsOwnerMayNotRead() throws Exception {
    source.add("d/a = 1", "e/a = 1").mode("e", 0511);
    replica.add("d/a = 1", "e/a = 1").mode("d", 0311).mode("e", 0511);
    privileges = new Privileges(Entries.USER, Set.of(), 0);
    told.after("admit d", () -> setMode(replica, "d", 0711));
    assertThat(march())
        .containsExactlyInAnyOrder("admit d", "unchanged", "ATTRIBUTES d", "unchanged")
        .containsSubsequence("admit d", "unchanged", "ATTRIBUTES d");
  }

  @Test
  void beginsNoOtherChangeOnceCancelled() throws Exception {
    source.add("a = 1", "b = 1", "d/c = 1", "e/").mode("", 0700).mode("e", 0700);
    replica.add("e/");
    try (Trees trees = open()) {
      March march = march(trees);
      told.after("CREATE a", march::cancel);
      assertThat(march.run(pool)).isFalse();
    }
    assertThat(told.lines().stream().filter(line -> !line.startsWith("settle")))
        .containsExactly("CREATE a");
  }

  @Test
  void isCancelledByAnInterruption() throws Exception {
    source.add("a = 1", "b = 1");
    try (Trees trees = open()) {
      March march = march(trees);
      Thread caller = Thread.currentThread();
      told.after(
          "CREATE a",
          () -> {
            caller.interrupt();
            await().until(march::isCancelled);
          });
      assertThatThrownBy(() -> march.run(pool)).isInstanceOf(InterruptedException.class);
    }
    assertThat(told.lines()).containsExactly("CREATE a", "settle .");
  }

  @Test
  void waitsForChangesThatEndOnOtherThreads() throws Exception {
    source.add("a = 1", "d/b = 1", "d/e/c = 1").mode("", 0700);
    ExecutorService late = Executors.newSingleThreadExecutor();
    try {
      told.dealing(
          (change, done) ->
              late.execute(
                  () -> {
                    // The walk has nothing left to do; all it can do now is wait.
                    pool.awaitQuiescence(30, TimeUnit.SECONDS);
                    told.write("done " + change.path());
                    done.done(Done.Result.APPLIED);
                  }));
      march();
    } finally {
      late.shutdown();
    }
    assertThat(told.lines())
        .hasSize(14)
        .containsSubsequence("CREATE d/e/c", "done d/e/c", "settle d/e", "settle d", "ATTRIBUTES .")
        .containsSubsequence("CREATE d", "done d", "CREATE d/b", "done d/b", "settle d")
        .containsSubsequence("CREATE a", "done a", "ATTRIBUTES .")
        .endsWith("done ");
  }

  @Test
  void tellsNothingBelowADirectoryThatCouldNotBeMade() throws Exception {
    source.add("d/a = 1", "d/e/b = 1", "f = 1", "g/h = 1");
    replica.add("g = old");
    told.dealing(
        (change, done) ->
            done.done(change.source().isDirectory() ? Done.Result.FAILED : Done.Result.APPLIED));
    assertThat(march()).containsExactlyInAnyOrder("CREATE d", "CREATE f", "REPLACE g", "settle .");
  }

  @Test
  void tellsNothingBelowADirectoryThatWasLeftOut() throws Exception {
    source.add("d/a = 1", "d/e/b = 1", "f = 1");
    told.dealing(
        (change, done) ->
            done.done(change.source().isDirectory() ? Done.Result.LEFT_OUT : Done.Result.APPLIED));
    assertThat(march()).containsExactlyInAnyOrder("CREATE d", "CREATE f", "settle .");
  }

  @Test
  void goesOnAfterAFailure() throws Exception {
    source.add("a = 1", "b = 1", "d/c = 1");
    told.failing("a");
    assertThat(march())
        .containsExactlyInAnyOrder(
            "CREATE a", "CREATE b", "CREATE d", "CREATE d/c", "settle d", "settle .");
  }

  @Test
  void sharesAWideDirectoryBetweenThreads() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      source.add("d/" + i + " = x");
    }
    ForkJoinPool four = new ForkJoinPool(4);
    try (Trees trees = open()) {
      assertThat(march(trees).run(four)).isTrue();
    } finally {
      four.shutdownNow();
    }
    List<String> all =
        Stream.concat(
                IntStream.range(0, 5_000).mapToObj(i -> "CREATE d/" + i),
                Stream.of("CREATE d", "settle d", "settle ."))
            .toList();
    assertThat(told.lines())
        .containsExactlyInAnyOrderElementsOf(all)
        .startsWith("CREATE d")
        .endsWith("settle d", "settle .");
  }

  @Test
  void goesDownDeepTrees() throws Exception {
    String deepest = "d" + "/d".repeat(299);
    source.add(deepest + "/");
    List<String> lines = march();
    List<String> expected =
        Stream.concat(
                IntStream.rangeClosed(1, 300)
                    .mapToObj(i -> "CREATE " + deepest.substring(0, 2 * i - 1)),
                Stream.concat(
                    IntStream.rangeClosed(1, 300)
                        .mapToObj(i -> "settle " + deepest.substring(0, 2 * (301 - i) - 1)),
                    Stream.of("settle .")))
            .toList();
    assertThat(lines).isEqualTo(expected);
  }

  @Test
  void makesAReplicaThatIsMissing() throws Exception {
    source.add("a = 1");
    replica.delete("");
    assertThat(march()).containsExactly("CREATE .", "CREATE a", "settle .");
  }

  @Test
  void refusesASourceThatIsNotThere() throws Exception {
    replica.add("a = 1");
    source.delete("");
    assertThatThrownBy(this::march).isInstanceOf(NoSuchFileException.class);
    Files.writeString(source.root(), "a file");
    assertThatThrownBy(this::march).isInstanceOf(NotDirectoryException.class);
    assertThat(told.lines()).isEmpty();
  }

  @Test
  void survivesAListenerThatThrows() throws Exception {
    source.add("a = 1", "d/b = 1");
    replica.add("a = 1", "d/");
    told.after(
        "CREATE d/b",
        () -> {
          throw new IllegalStateException("broken");
        });
    told.dealing((change, done) -> done.done(Done.Result.APPLIED));
    filter =
        (relative, directory) -> {
          if (relative.endsWith("b")) {
            throw new IllegalStateException("broken");
          }
          return true;
        };
    assertThat(march()).containsExactlyInAnyOrder("unchanged", "problem d");
    assertThat(told.problems().get(0).cause()).hasMessage("broken");
  }

  /** More names than one thread goes through by itself, and a folder among them. */
  @Test
  void sharesAFolderWithManyNames() throws Exception {
    String[] names =
        IntStream.range(0, NamePair.LONG + 100)
            .mapToObj(i -> String.format("%05d = 1", i))
            .toArray(String[]::new);
    source.add(names).add("00100d/a = 1", "00200d/a = 1");
    replica.add(names).add("00100d/a = 1", "orphan = 1");
    replica.delete("00050").delete("04100");
    assertThat(march())
        .filteredOn(line -> !line.equals("unchanged"))
        .containsExactlyInAnyOrder(
            "CREATE 00050",
            "CREATE 04100",
            "CREATE 00200d",
            "CREATE 00200d/a",
            "settle 00200d",
            "orphan DELETE orphan",
            "ATTRIBUTES .");
    assertThat(told.lines()).filteredOn("unchanged"::equals).hasSize(names.length - 2 + 1);
    assertThat(told.lines()).endsWith("ATTRIBUTES .");
  }

  private List<String> march() throws IOException, InterruptedException {
    try (Trees trees = open()) {
      assertThat(march(trees).run(pool)).isTrue();
    }
    return told.lines();
  }

  private Trees open() throws IOException {
    return calls.trees(new FolderPair(source.root(), replica.root()), fidelity.look());
  }

  private March march(Trees trees) {
    LeftOut nothing = new LeftOut(line -> {});
    return new March(
        trees,
        new Comparison(fidelity, nothing, privileges, ReplicaFileSystem.EXACT),
        filter,
        told);
  }

  private static void setMode(Tree tree, String path, int mode) {
    try {
      tree.mode(path, mode);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void swapForFile(Tree tree, String path) {
    tree.vanish(path);
    try {
      tree.add(path + " = a file now");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
