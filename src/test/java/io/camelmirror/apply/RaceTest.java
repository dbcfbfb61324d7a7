package io.camelmirror.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelmirror.Tree;
import io.camelmirror.TreeSnapshot;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.LeftOut;
import io.camelmirror.diff.ReplicaFileSystem;
import io.camelmirror.tree.Calls;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.Held;
import io.camelmirror.tree.Look;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes one of the trees between the march and the change that it told, or in a change. */
class RaceTest {

  @TempDir Path folder;
  private Tree source;
  private Tree replica;
  private Tree precious;
  private FolderPair folders;
  private Trees trees;
  private Comparison comparison;

  @BeforeEach
  void makeRoots() throws Exception {
    Calls.POSIX.require();
    source = Tree.in(folder.resolve("source"));
    replica = Tree.in(folder.resolve("replica"));
    precious = Tree.in(folder.resolve("precious"), "a = precious", "e/a = precious");
    folders = FolderPair.of(source.root(), replica.root());
    trees = Calls.POSIX.trees(folders, Look.PLAIN);
    comparison =
        new Comparison(
            Fidelity.PLAIN, new LeftOut(x -> {}), Privileges.CURRENT, ReplicaFileSystem.EXACT);
  }

  @AfterEach
  void close() {
    if (trees != null) {
      trees.close();
    }
  }

  @Test
  void writesAndDeletesNothingThroughALinkThatTookTheFoldersPlace() throws Exception {
    source.add("d/new = 1", "d/updated = the new content", "d/mode = 1").mode("d/mode", 0600);
    replica.add("d/updated = old", "d/mode = 1", "d/a = 1", "d/e/a = 1");
    precious.add("updated = precious", "mode = precious");
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    List<Change> changes =
        List.of(
            change("d/new"), change("d/updated"), change("d/mode"), change("d/a"), change("d/e/a"));
    Entry settled = trees.source().read(Path.of("d"));

    putLinkInPlaceOf("d");
    forgetEnteredFolders();
    Applier applier = applier(operations());
    for (Change change : changes) {
      assertThatThrownBy(() -> applier.apply(change))
          .as(change.path().toString())
          .isInstanceOf(NotDirectoryException.class);
    }
    applier.settle(Path.of("d"), settled);
    applier.admit(Path.of("d"));
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
  }

  /** What was entered a moment ago is used once more. */
  private void forgetEnteredFolders() throws Exception {
    trees.close();
    trees = Calls.POSIX.trees(folders, Look.PLAIN);
  }

  @Test
  void deletesInTheFolderThatItLookedAt() throws Exception {
    replica.add("d/a = 1");
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    Applier applier = applier(before("delete", () -> putLinkInPlaceOf("d")));
    applier.apply(change("d/a"));
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
    assertThat(folder.resolve("moved")).isEmptyDirectory();
  }

  @Test
  void writesIntoTheFolderThatItLookedAt() throws Exception {
    source.add("d/a = the new content");
    replica.add("d/a = old");
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    Applier applier = applier(before("rename", () -> putLinkInPlaceOf("d")));
    applier.apply(change("d/a"));
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
    assertThat(folder.resolve("moved/a")).hasContent("the new content");
  }

  @Test
  void leavesAnOrphanThatCameBack() throws Exception {
    replica.add("a = old", "d/b = old", "file = old");
    List<Change> orphans = List.of(change("a"), change("d/b"), change("d"), change("file"));
    source.add("a = back", "d/b = back", "file/");
    TreeSnapshot before = TreeSnapshot.of(replica.root());
    for (Change orphan : orphans) {
      assertThat(orphan.action()).isEqualTo(Action.DELETE);
      assertThat(applier(operations()).apply(orphan).state())
          .as(orphan.path().toString())
          .isEqualTo(Outcome.State.OUTDATED);
    }
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(before);
  }

  @Test
  void deletesNothingWhenTheSourceWasMovedAway() throws Exception {
    replica.add("a = 1", "empty/");
    List<Change> orphans = List.of(change("a"), change("empty"));
    Files.move(source.root(), folder.resolve("elsewhere"));
    assertAllStay(orphans);
    // What stands there now is not what the march has walked.
    Tree.in(source.root());
    assertAllStay(orphans);
  }

  private void assertAllStay(List<Change> orphans) throws IOException {
    TreeSnapshot before = TreeSnapshot.of(replica.root());
    for (Change orphan : orphans) {
      assertThatThrownBy(() -> applier(operations()).apply(orphan))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage(source.root().toString());
    }
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(before);
  }

  @Test
  void endsDeletingWhenTheSourceIsMovedAwayMeanwhile() throws Exception {
    source.add("stays = 1");
    replica.add("stays = 1", "a = 1", "b = 1", "c = 1");
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      FileOperations moving =
          before("delete", () -> Files.move(source.root(), folder.resolve("elsewhere")));
      EnginePass.Run run = EnginePass.of(folders).by(Calls.POSIX).writingBy(moving).run(pool);
      assertThat(run.problems()).hasSize(2);
    } finally {
      pool.shutdownNow();
    }
    // One was on its way when it happened.
    try (Stream<Path> left = Files.list(replica.root())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .hasSize(3)
          .contains("stays")
          .containsAnyOf("a", "b", "c");
    }
  }

  @Test
  void leavesAFileThatBecameAFolderForTheNextPass() throws Exception {
    source.add("new = 1", "updated = the new content");
    replica.add("updated = old");
    List<Change> changes = List.of(change("new"), change("updated"));
    source.delete("new").delete("updated").add("new/a = 1", "updated/a = 1");
    TreeSnapshot before = TreeSnapshot.of(replica.root());
    for (Change change : changes) {
      assertThat(applier(operations()).apply(change).state()).isEqualTo(Outcome.State.OUTDATED);
    }
    replica.time("", Tree.TIME);
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(before);
  }

  @Test
  void copiesWhatASmallFileHasBecomeSinceItWasSeen() throws Exception {
    source.add("new = 1", "grown = 1", "folder = 1");
    // Only of a file that has not just changed it is believed that it is as it was.
    Instant made = Instant.now();
    await().until(() -> Duration.between(made, Instant.now()).toMillis() > 100);
    List<Change> changes = List.of(change("new"), change("grown"), change("folder"));
    source.delete("grown").add("grown = much more than that");
    source.delete("folder").add("folder/a = 1");
    Applier applier = applier(operations());
    assertThat(changes)
        .extracting(change -> applier.apply(change).state())
        .containsExactly(Outcome.State.APPLIED, Outcome.State.APPLIED, Outcome.State.OUTDATED);
    assertThat(replica.content("new")).isEqualTo("1");
    assertThat(replica.content("grown")).isEqualTo("much more than that");
    assertThat(TreeSnapshot.of(replica.root()).toString()).doesNotContain(".camel-mirror-");
  }

  @Test
  void leavesAnOrphanThatBecameAnotherKind() throws Exception {
    replica.add("a = 1", "d/");
    List<Change> orphans = List.of(change("a"), change("d"));
    replica.delete("a").delete("d").add("a/", "d = mine");
    for (Change orphan : orphans) {
      assertThat(applier(operations()).apply(orphan).state()).isEqualTo(Outcome.State.OUTDATED);
    }
    assertThat(replica.path("a")).isDirectory();
    assertThat(replica.content("d")).isEqualTo("mine");
  }

  @Test
  void deletesWhatIsFilteredOutAlthoughTheSourceHasIt() throws Exception {
    source.add("a = 1");
    replica.add("a = 1");
    Path path = Path.of("a");
    Entry inReplica = trees.replica().read(path);
    Change excluded = new Change(Action.DELETE, path, null, inReplica, null, true);
    Change orphan = new Change(Action.DELETE, path, null, inReplica);
    assertThat(applier(operations()).apply(orphan).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(applier(operations()).apply(excluded).state()).isEqualTo(Outcome.State.APPLIED);
    assertThat(replica.root()).isEmptyDirectory();
    assertThat(source.content("a")).isEqualTo("1");
  }

  private static FileOperations operations() {
    return EnginePass.operations(Calls.POSIX);
  }

  private Applier applier(FileOperations operations) {
    return new Applier(() -> trees, comparison, Safety.PLAIN, operations, false, () -> false);
  }

  private Change change(String path) throws IOException {
    Path relative = Path.of(path);
    Entry inSource = trees.source().read(relative);
    Entry inReplica = trees.replica().read(relative);
    return new Change(comparison.compare(inSource, inReplica), relative, inSource, inReplica);
  }

  private void putLinkInPlaceOf(String path) throws IOException {
    Files.move(replica.path(path), folder.resolve("moved"));
    Files.createSymbolicLink(replica.path(path), precious.root());
  }

  /** Does something once, before the first call of a name that is not about a temporary. */
  private static FileOperations before(String awaited, Interruption interruption) {
    return new WatchedOperations(operations()) {
      private boolean happened;

      @Override
      void calls(String call, Held in, RawPath name) throws IOException {
        if (call.equals(awaited) && !happened && !name.toString().startsWith(".camel-mirror-")) {
          happened = true;
          interruption.happens();
        }
      }
    };
  }

  private interface Interruption {
    void happens() throws IOException;
  }
}
