package io.camelmirror.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.Entries;
import io.camelmirror.TreeBuilder;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FileLimits;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.local.LocalSite.Calls;
import io.camelmirror.tree.local.LocalTrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
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
class RemovalTest {

  @Parameter Calls calls;
  @TempDir Path folder;
  private TreeBuilder source;
  private TreeBuilder replica;
  private final ForkJoinPool pool = new ForkJoinPool(2);
  private final WalkRecord told = new WalkRecord();
  private PathFilter filter = PathFilter.ALL;
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
  void tellsWhatIsInADirectoryBeforeTheDirectory() throws Exception {
    replica.add("d/a = 1", "d/e/b = 1", "d/e/l -> x", "d/f/");
    assertThat(remove("d"))
        .containsExactlyInAnyOrder(
            "DELETE d/a",
            "DELETE d/e/b",
            "DELETE d/e/l",
            "DELETE d/e",
            "DELETE d/f",
            "DELETE d",
            "restore .")
        .endsWith("DELETE d", "restore .")
        .containsSubsequence("DELETE d/e/b", "DELETE d/e")
        .containsSubsequence("DELETE d/e/l", "DELETE d/e");
  }

  @Test
  void doesNotGoThroughLinks() throws Exception {
    TreeBuilder.in(folder.resolve("elsewhere"), "precious = 1");
    replica.add("d/l -> ../../elsewhere", "top -> ../elsewhere");
    assertThat(remove("d", "top"))
        .containsExactlyInAnyOrder("DELETE d/l", "DELETE d", "DELETE top", "restore .");
  }

  @Test
  void restoresEachFolderThatLostAnEntryOnceAfterAll() throws Exception {
    source.add("x/", "y/");
    replica.add("x/a = 1", "x/b = 1", "y/d/c = 1", "z = 1");
    List<String> lines = remove("x/a", "x/b", "y/d", "z");
    assertThat(lines)
        .containsExactlyInAnyOrder(
            "DELETE x/a",
            "DELETE x/b",
            "restore x",
            "DELETE y/d/c",
            "DELETE y/d",
            "restore y",
            "DELETE z",
            "restore .");
    assertThat(lines.subList(lines.indexOf("restore x"), lines.size()))
        .doesNotContain("DELETE x/a", "DELETE x/b");
    assertThat(lines).containsSubsequence("DELETE y/d/c", "DELETE y/d", "restore y");
  }

  @Test
  void restoresNoFolderThatTheSourceHasNoLonger() throws Exception {
    source.add("y = a file");
    replica.add("x/a = 1", "y/a = 1");
    assertThat(remove("x/a", "y/a")).containsExactlyInAnyOrder("DELETE x/a", "DELETE y/a");
  }

  @Test
  void emptiesADirectoryBeforeItIsReplaced() throws Exception {
    source.add("d = a file");
    replica.add("d/a = 1", "d/e/b = 1");
    assertThat(remove("d"))
        .containsExactlyInAnyOrder(
            "DELETE d/a", "DELETE d/e/b", "DELETE d/e", "REPLACE d", "restore .")
        .endsWith("REPLACE d", "restore .");
  }

  @Test
  void keepsTheDirectoriesOfWhatTheFilterDoesNotAccept() throws Exception {
    replica.add("d/a = 1", "d/e/kept = 1", "d/e/b = 1", "d/f/c = 1", "d/kept.d/g = 1");
    filter = (relative, entry, side) -> !relative.getFileName().toString().startsWith("kept");
    assertThat(remove("d"))
        .containsExactlyInAnyOrder(
            "DELETE d/a", "DELETE d/e/b", "DELETE d/f/c", "DELETE d/f", "restore .");
  }

  @Test
  void keepsTheDirectoriesOfWhatCouldNotBeDeleted() throws Exception {
    replica.add("d/a = 1", "d/e/b = 1", "d/f/c = 1");
    told.failing("d/e/b");
    assertThat(remove("d"))
        .containsExactlyInAnyOrder(
            "DELETE d/a", "DELETE d/e/b", "DELETE d/f/c", "DELETE d/f", "restore .");
  }

  @Test
  void keepsTheDirectoriesAboveADirectoryThatCouldNotBeDeleted() throws Exception {
    replica.add("d/e/f/a = 1");
    told.failing("d/e/f");
    assertThat(remove("d")).containsExactly("DELETE d/e/f/a", "DELETE d/e/f", "restore .");
  }

  @Test
  void leavesAloneWhatIsNoDirectoryAnyLonger() throws Exception {
    replica.add("d/a = 1");
    List<Change> orphans = orphans("d");
    replica.delete("d").add("d = someone's file");
    assertThat(remove(orphans)).containsExactly("restore .");
  }

  @Test
  void takesADirectoryThatIsGoneForDone() throws Exception {
    replica.add("d/a = 1");
    List<Change> orphans = orphans("d");
    replica.delete("d");
    assertThat(remove(orphans)).containsExactly("restore .");
  }

  @Test
  void grantsItselfAccessToADirectoryThatItsOwnerMayNotEmpty() throws Exception {
    replica.add("d/e/a = 1").mode("d/e", 0511);
    privileges = new Privileges(Entries.USER, Set.of(), 0);
    assertThat(remove("d"))
        .containsExactly("grant d/e", "DELETE d/e/a", "DELETE d/e", "DELETE d", "restore .");
  }

  /** As if a folder of the mirror were mounted there. */
  @Test
  void entersNoDirectoryThatIsLeftOut() throws Exception {
    replica.add("d/in/precious = 1", "d/a = 1");
    try (Trees trees = open()) {
      Removal removal = removal(trees);
      removal.leaveOut(List.of(trees.replica().read(Path.of("d/in")).inode()));
      assertThat(removal.run(orphans("d"), pool)).isTrue();
    }
    assertThat(told.lines()).containsExactlyInAnyOrder("problem d/in", "DELETE d/a", "restore .");
  }

  @Test
  void beginsNoOtherChangeOnceCancelled() throws Exception {
    replica.add("d/a = 1", "d/b = 1", "e = 1");
    try (Trees trees = open()) {
      Removal removal = removal(trees);
      told.after("DELETE d/a", removal::cancel);
      assertThat(removal.run(orphans("d"), pool)).isFalse();
    }
    assertThat(told.lines()).containsExactly("DELETE d/a", "restore .");
  }

  @Test
  void sharesManyOrphansBetweenThreads() throws Exception {
    String[] names = IntStream.range(0, 1_000).mapToObj(i -> "" + i).toArray(String[]::new);
    for (String name : names) {
      replica.add(name + " = 1");
    }
    assertThat(remove(names))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of(names).map(name -> "DELETE " + name), Stream.of("restore ."))
                .toList())
        .endsWith("restore .");
  }

  @Test
  void tellsNothingWithoutOrphans() throws Exception {
    replica.add("a = 1");
    assertThat(remove()).isEmpty();
  }

  private List<String> remove(String... paths) throws IOException, InterruptedException {
    return remove(orphans(paths));
  }

  private List<String> remove(List<Change> orphans) throws IOException, InterruptedException {
    try (Trees trees = open()) {
      assertThat(removal(trees).run(orphans, pool)).isTrue();
    }
    return told.lines();
  }

  private Removal removal(Trees trees) {
    Selection selection = Selection.of(null, null, FileLimits.NONE, filter, false);
    return new Removal(trees, privileges, selection, told);
  }

  private Trees open() throws IOException {
    return LocalTrees.open(calls, source.root(), replica.root(), ReadOptions.PLAIN);
  }

  private List<Change> orphans(String... paths) throws IOException {
    List<Change> orphans = new ArrayList<>();
    try (Trees trees = open()) {
      for (String path : paths) {
        Entry inSource = trees.source().read(Path.of(path));
        Entry inReplica = trees.replica().read(Path.of(path));
        orphans.add(
            new Change(
                inSource == null ? Action.DELETE : Action.REPLACE,
                Path.of(path),
                inSource,
                inReplica));
      }
    }
    return orphans;
  }
}
