package io.camelmirror.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelmirror.Entries;
import io.camelmirror.FidelityBuilder;
import io.camelmirror.TreeBuilder;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.FileLimits;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.local.LocalSite.Calls;
import io.camelmirror.tree.local.LocalTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
  private TreeBuilder source;
  private TreeBuilder replica;
  private final ForkJoinPool pool = new ForkJoinPool(2);
  private final WalkRecord told = new WalkRecord();
  private PathFilter filter = PathFilter.ALL;
  private boolean deletesExcluded;
  private Fidelity fidelity = Fidelity.PLAIN;
  private CapabilitySource capabilities = CapabilitySource.EVERYTHING;
  private Privileges privileges = Privileges.CURRENT;

  @BeforeEach
  void makeRoots() throws IOException {
    LocalTrees.require(calls);
    source = TreeBuilder.in(folder.resolve("source"));
    replica = TreeBuilder.in(folder.resolve("replica"));
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
            "restore d",
            "CREATE empty",
            "restore empty",
            "CREATE l",
            "restore .");
    assertThat(told.lines())
        .containsSubsequence("CREATE d", "CREATE d/b", "restore d", "restore .");
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
            "UPDATE content", "ATTRIBUTES mode", "UPDATE l", "unchanged", "restore .");
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
          done.done(Outcome.APPLIED);
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
  void holdsAFileWhereTheSourceHasADirectory() throws Exception {
    source.add("a/b = 1", "c/");
    replica.add("a = 2", "c -> a");
    assertThat(march()).containsExactlyInAnyOrder("orphan REPLACE a", "orphan REPLACE c");
  }

  @Test
  void fillsDirectoriesThatTookThePlaceOfSomethingElse() throws Exception {
    source.add("a/b = 1", "c/d/e = 1").mode("c", 0700);
    replica.add("a/", "c/");
    try (Trees trees = open()) {
      assertThat(march(trees).runBelow(List.of(Path.of("a"), Path.of("c")), pool)).isTrue();
    }
    assertThat(told.lines())
        .containsExactlyInAnyOrder(
            "CREATE a/b",
            "restore a",
            "restrict c",
            "CREATE c/d",
            "CREATE c/d/e",
            "restore c/d",
            "ATTRIBUTES c");
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
            "restore .");
  }

  @Test
  void skipsLinksOfTheSourceWhenAsked() throws Exception {
    source.add("new -> x", "old -> x", "both -> x", "link-now-file = 1");
    replica.add("old = 1", "both -> y", "link-now-file -> x");
    fidelity = new FidelityBuilder().links(Fidelity.Links.skip).build();
    assertThat(march())
        .containsExactlyInAnyOrder(
            "skipped new",
            "skipped old",
            "orphan DELETE old",
            "skipped both",
            "REPLACE link-now-file",
            "restore .");
  }

  @Test
  void tellsTemporariesOfTheReplicaOnly() throws Exception {
    source.add("in-source/" + TEMPORARY + " = 1", "in-both/" + TEMPORARY + " = 1", "in-replica/");
    replica.add("in-source/", "in-both/" + TEMPORARY + " = 1", "in-replica/" + TEMPORARY + " = 1");
    assertThat(march())
        .containsExactlyInAnyOrder(
            "leftover in-both/" + TEMPORARY,
            "restore in-both",
            "leftover in-replica/" + TEMPORARY,
            "restore in-replica");
  }

  @Test
  void leavesAloneWhatTheFilterDoesNotAccept() throws Exception {
    source.add("no = 1", "d.no/a = 1", "in/no = 1", "in/yes = 1");
    replica.add("e.no/b = 1", "x.no = 1", "in/");
    filter = (relative, entry, side) -> !relative.toString().endsWith("no");
    assertThat(march()).containsExactlyInAnyOrder("CREATE in/yes", "restore in");
  }

  @Test
  void asksTheFilterWhetherADirectoryStandsThere() throws Exception {
    source.add("a = 1", "d/", "turned = 1");
    replica.add("b = 1", "e/", "turned/");
    filter = (relative, entry, side) -> entry.isDirectory();
    assertThat(march())
        .as("directories only; what the source has counts")
        .containsExactlyInAnyOrder("CREATE d", "restore d", "orphan DELETE e", "restore .");
  }

  @Test
  void takesAFolderThatCannotBeReadForNoEmptyOne() throws Exception {
    source.add("a = 1", "d/b = 1", "e = 1");
    replica.add("d/b = 1", "d/orphan = 1", "e = 1");
    told.after("unchanged", () -> swapForFile(source, "d"));
    assertThat(march())
        .containsExactlyInAnyOrder("CREATE a", "unchanged", "problem d", "restore .");
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
  void restoresExactlyTheFoldersWhoseNamesChanged() throws Exception {
    source.add(
        "created/new = 1", "updated/a = new", "same/a = 1", "mode/a = 1", "above/below/a = 1");
    source.mode("mode/a", 0600);
    replica.add(
        "created/", "updated/a = old!", "same/a = 1", "mode/a = 1", "orphan/", "above/below/");
    replica.add("same/orphan = 1");
    assertThat(march().stream().filter(line -> line.startsWith("restore")))
        .containsExactlyInAnyOrder("restore created", "restore updated", "restore above/below");
  }

  @Test
  void tellsADirectorysAttributesAfterAllBelowIt() throws Exception {
    source.add("d/a = 1", "d/e/b = 1", "d/z/").mode("d", 0700).mode("d/e", 0711);
    replica.add("d/e/b = old");
    List<String> lines = march();
    assertThat(lines)
        .hasSize(8)
        .startsWith("restrict d")
        .contains("CREATE d/a", "CREATE d/z")
        .endsWith("ATTRIBUTES d");
    assertThat(lines)
        .containsSubsequence("restrict d/e", "UPDATE d/e/b", "ATTRIBUTES d/e", "ATTRIBUTES d");
    assertThat(lines).doesNotContain("restore d", "restore d/e");
  }

  @Test
  void keepsADirectoryClosedThatHoldsOrphans() throws Exception {
    source.add("d/e/a = 1", "other/").mode("d", 0755);
    replica.add("d/e/a = 1", "d/e/orphan = secret", "other/").mode("d", 0700).mode("other", 0700);
    assertThat(march())
        .contains("kept closed d", "restore d", "ATTRIBUTES other")
        .doesNotContain("ATTRIBUTES d", "kept closed other");
  }

  @Test
  void goesBelowADirectoryThatItOpensWhateverTheScope() throws Exception {
    source.add("d/e/f/a = 1").mode("d/e", 0755);
    replica.add("d/e/f/a = 1", "d/e/f/orphan = secret").mode("d/e", 0700);
    assertThat(
            march(
                Scope.alone(List.of(Path.of("d"))),
                Scope.alone(List.of(Path.of("d"))).and(Scope.below(List.of(Path.of("d/e"))))))
        .contains("orphan DELETE d/e/f/orphan", "kept closed d/e")
        .doesNotContain("ATTRIBUTES d/e");
  }

  @Test
  void removesADirectoryWithTheNameOfATemporaryFileAsAnOrphan() throws Exception {
    replica.add(".camel-mirror-0123456789abcdef.part/a = 1");
    assertThat(march()).containsExactly("orphan DELETE .camel-mirror-0123456789abcdef.part");
  }

  @Test
  void grantsItselfAccessToADirectoryThatItsOwnerMayNotRead() throws Exception {
    source.add("d/a = 1", "e/a = 1").mode("e", 0511);
    replica.add("d/a = 1", "e/a = 1").mode("d", 0311).mode("e", 0511);
    privileges = new Privileges(Entries.USER, Set.of(), 0);
    told.after("grant d", () -> setMode(replica, "d", 0711));
    assertThat(march())
        .containsExactlyInAnyOrder("grant d", "unchanged", "ATTRIBUTES d", "unchanged")
        .containsSubsequence("grant d", "unchanged", "ATTRIBUTES d");
  }

  @Test
  void beginsNoOtherChangeOnceCancelled() throws Exception {
    source.add("a = 1", "b = 1", "d/c = 1", "e/").mode("", 0700).mode("e", 0700);
    replica.add("e/");
    try (Trees trees = open()) {
      March march = march(trees);
      told.after("CREATE a", march::cancel);
      assertThat(march.run(Scope.ALL, pool)).isNull();
    }
    assertThat(told.lines().stream().filter(line -> !line.matches("rest(ore|rict) .*")))
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
      assertThatThrownBy(() -> march.run(Scope.ALL, pool)).isInstanceOf(InterruptedException.class);
    }
    assertThat(told.lines()).containsExactly("CREATE a", "restore .");
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
                    done.done(Outcome.APPLIED);
                  }));
      march();
    } finally {
      late.shutdown();
    }
    assertThat(told.lines())
        .hasSize(15)
        .startsWith("restrict .")
        .containsSubsequence(
            "CREATE d/e/c", "done d/e/c", "restore d/e", "restore d", "ATTRIBUTES .")
        .containsSubsequence("CREATE d", "done d", "CREATE d/b", "done d/b", "restore d")
        .containsSubsequence("CREATE a", "done a", "ATTRIBUTES .")
        .endsWith("done ");
  }

  @Test
  void tellsNothingBelowADirectoryThatCouldNotBeMade() throws Exception {
    source.add("d/a = 1", "d/e/b = 1", "f = 1");
    told.dealing(
        (change, done) ->
            done.done(change.source().isDirectory() ? Outcome.failed(null) : Outcome.APPLIED));
    assertThat(march()).containsExactlyInAnyOrder("CREATE d", "CREATE f", "restore .");
  }

  @Test
  void tellsNothingBelowADirectoryThatWasLeftOut() throws Exception {
    source.add("d/a = 1", "d/e/b = 1", "f = 1");
    told.dealing(
        (change, done) ->
            done.done(change.source().isDirectory() ? Outcome.SKIPPED : Outcome.APPLIED));
    assertThat(march()).containsExactlyInAnyOrder("CREATE d", "CREATE f", "restore .");
  }

  @Test
  void goesOnAfterAFailure() throws Exception {
    source.add("a = 1", "b = 1", "d/c = 1");
    told.failing("a");
    assertThat(march())
        .containsExactlyInAnyOrder(
            "CREATE a", "CREATE b", "CREATE d", "CREATE d/c", "restore d", "restore .");
  }

  @Test
  void sharesAWideDirectoryBetweenThreads() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      source.add("d/" + i + " = x");
    }
    ForkJoinPool four = new ForkJoinPool(4);
    try (Trees trees = open()) {
      assertThat(march(trees).run(Scope.ALL, four)).isEqualTo(Scope.ALL);
    } finally {
      four.shutdownNow();
    }
    List<String> all =
        Stream.concat(
                IntStream.range(0, 5_000).mapToObj(i -> "CREATE d/" + i),
                Stream.of("CREATE d", "restore d", "restore ."))
            .toList();
    assertThat(told.lines())
        .containsExactlyInAnyOrderElementsOf(all)
        .startsWith("CREATE d")
        .endsWith("restore d", "restore .");
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
                        .mapToObj(i -> "restore " + deepest.substring(0, 2 * (301 - i) - 1)),
                    Stream.of("restore .")))
            .toList();
    assertThat(lines).isEqualTo(expected);
  }

  @Test
  void makesAReplicaThatIsMissing() throws Exception {
    source.add("a = 1");
    replica.delete("");
    assertThat(march()).containsExactly("CREATE .", "CREATE a", "restore .");
  }

  @Test
  void refusesASourceThatIsNotThere() throws Exception {
    replica.add("a = 1");
    source.delete("");
    assertThatThrownBy(this::march).isInstanceOf(GoneException.class);
    Files.writeString(source.root(), "a file");
    assertThatThrownBy(this::march).isInstanceOf(GoneException.class);
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
    told.dealing((change, done) -> done.done(Outcome.APPLIED));
    filter =
        (relative, entry, side) -> {
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
        IntStream.range(0, NameLists.LONG + 100)
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
            "restore 00200d",
            "orphan DELETE orphan",
            "ATTRIBUTES .");
    assertThat(told.lines()).filteredOn("unchanged"::equals).hasSize(names.length - 2 + 1);
    assertThat(told.lines()).endsWith("ATTRIBUTES .");
  }

  @Test
  void findsOutWhatItDoesNotKnowOfAFileSystem() throws Exception {
    source.add("d/a = 1", "d/b = 1", "d/c = 1").mode("d/a", 0600).mode("d/b", 0600);
    replica.add("d/a = 1", "d/b = 1", "d/c = 1");
    capabilities = new Found(Capability.MODES, false);
    assertThat(march())
        .containsExactlyInAnyOrder(
            "probe permissions in d",
            "not kept permissions",
            "unchanged",
            "not kept permissions",
            "unchanged",
            "unchanged",
            "restore d");
    assertThat(told.lines()).startsWith("probe permissions in d").endsWith("restore d");
  }

  @Test
  void writesWhatItHasFoundToBeStored() throws Exception {
    source.add("a = 1").mode("a", 0600);
    replica.add("a = 1");
    capabilities = new Found(Capability.MODES, true);
    assertThat(march()).containsExactly("probe permissions in .", "ATTRIBUTES a", "restore .");
  }

  /** Nothing is known before it is asked for. */
  private final class Found implements CapabilitySource {

    private final Capability asked;
    private final boolean stored;
    private volatile Capabilities known = Capabilities.UNKNOWN;

    Found(Capability asked, boolean stored) {
      this.asked = asked;
      this.stored = stored;
    }

    @Override
    public Capabilities of(long device) {
      return known;
    }

    @Override
    public synchronized Capabilities probe(Path directory, long device, Capability capability) {
      assertThat(capability).isEqualTo(asked);
      if (!known.knows(capability)) {
        told.write("probe " + capability + " in " + PathText.of(directory));
        known = known.with(capability, stored);
      }
      return known;
    }

    @Override
    public Timestamp stored(Path directory, Timestamp wanted) {
      return wanted;
    }
  }

  @Test
  void judgesAnOrphanByWhatTheReplicaHas() throws Exception {
    source.add("in-both = 1", "in-source = 1");
    replica.add("in-both = 22", "orphan = 333");
    filter =
        (relative, entry, side) -> {
          told.write(relative + " " + side + " " + entry.size());
          return true;
        };
    assertThat(march())
        .contains("in-both SOURCE 1", "in-source SOURCE 1", "orphan REPLICA 3")
        .doesNotContain("in-both REPLICA 2");
  }

  @Test
  void deletesWhatTheFilterDoesNotAcceptWhenAsked() throws Exception {
    source.add("no = 1", "yes = 1");
    replica.add("no = 1", "yes = 1", "other-no = 1");
    filter = (relative, entry, side) -> !relative.toString().endsWith("no");
    deletesExcluded = true;
    assertThat(march())
        .containsExactlyInAnyOrder("orphan DELETE no", "orphan DELETE other-no", "unchanged");
  }

  @Test
  void walksADirectoryAlone() throws Exception {
    addForScopes();
    assertThat(march(Scope.alone(List.of(Path.of("d"))), Scope.alone(List.of(Path.of("d")))))
        .containsExactlyInAnyOrder(
            "CREATE d/a",
            "CREATE d/new",
            "CREATE d/new/c",
            "restore d/new",
            "orphan DELETE d/o",
            "ATTRIBUTES d/e",
            "restore d");
  }

  @Test
  void walksADirectoryWithAllBelow() throws Exception {
    addForScopes();
    assertThat(march(Scope.below(List.of(Path.of("d/e"))), Scope.below(List.of(Path.of("d/e")))))
        .containsExactlyInAnyOrder(
            "restrict d/e", "CREATE d/e/f/b", "restore d/e/f", "ATTRIBUTES d/e");
  }

  @Test
  void walksTheNearestDirectoryThatBothHave() throws Exception {
    addForScopes();
    assertThat(march(Scope.below(List.of(Path.of("d/new"))), Scope.alone(List.of(Path.of("d")))))
        .contains("CREATE d/new", "CREATE d/new/c", "orphan DELETE d/o")
        .doesNotContain("CREATE d/e/f/b", "CREATE top");
  }

  /** As if a folder of the mirror were mounted there. */
  @Test
  void entersNoDirectoryThatIsLeftOut() throws Exception {
    source.add("in/a = 1", "in/deep/b = 1", "of/c = 1", "d/e = 1");
    replica.add("in/deep/old = 1", "of/old = 1", "d/");
    for (Scope scope :
        List.of(Scope.ALL, Scope.below(List.of(Path.of("in/deep"), Path.of("d"), Path.of("of"))))) {
      told.clear();
      try (Trees trees = open()) {
        March march = march(trees);
        march.leaveOut(
            List.of(
                trees.source().read(Path.of("in")).inode(),
                trees.replica().read(Path.of("of")).inode()));
        march.run(scope, pool);
      }
      assertThat(told.lines())
          .contains("CREATE d/e")
          .noneMatch(line -> line.matches("(CREATE|orphan|ATTRIBUTES|restore) .*(in|of).*"));
      assertThat(told.lines().contains("problem in")).isEqualTo(scope.isAll());
    }
  }

  private void addForScopes() throws IOException {
    source.add("top = 1", "d/a = 1", "d/e/f/b = 1", "d/new/c = 1").mode("d/e", 0700);
    replica.add("d/e/f/", "d/o/p = 1");
  }

  private List<String> march(Scope scope, Scope walked) throws Exception {
    try (Trees trees = open()) {
      assertThat(march(trees).run(scope, pool)).isEqualTo(walked);
    }
    return told.lines();
  }

  private List<String> march() throws IOException, InterruptedException {
    try (Trees trees = open()) {
      assertThat(march(trees).run(Scope.ALL, pool)).isEqualTo(Scope.ALL);
    }
    return told.lines();
  }

  private Trees open() throws IOException {
    return LocalTrees.open(calls, source.root(), replica.root(), fidelity.readOptions());
  }

  private March march(Trees trees) {
    Selection selection = Selection.of(null, null, FileLimits.NONE, filter, deletesExcluded);
    return new March(trees, new Comparison(fidelity, privileges), capabilities, selection, told);
  }

  private static void setMode(TreeBuilder tree, String path, int mode) {
    try {
      tree.mode(path, mode);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void swapForFile(TreeBuilder tree, String path) {
    tree.vanish(path);
    try {
      tree.add(path + " = a file now");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
