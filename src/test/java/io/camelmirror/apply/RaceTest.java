package io.camelmirror.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.local.LocalSite;
import io.camelmirror.watched.Watch;
import io.camelmirror.watched.WatchedSite;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes one of the trees between the march and the change that it told, or in a change. */
class RaceTest {

  @TempDir Path folder;
  private TreeBuilder source;
  private TreeBuilder replica;
  private TreeBuilder precious;
  private Site site;
  private Trees trees;
  private Applying applying;
  private Watch watch = new Watch() {};

  @BeforeEach
  void makeRoots() throws Exception {
    NativeCalls.require();
    source = TreeBuilder.in(folder.resolve("source"));
    replica = TreeBuilder.in(folder.resolve("replica"));
    precious = TreeBuilder.in(folder.resolve("precious"), "a = precious", "e/a = precious");
    Watch latest =
        new Watch() {
          @Override
          public void writes(String call, Path path) throws IOException {
            watch.writes(call, path);
          }

          @Override
          public void reads(String call, Path path) throws IOException {
            watch.reads(call, path);
          }
        };
    LocalSite local =
        new LocalSite(FolderPair.of(source.root(), replica.root()), LocalSite.Calls.POSIX);
    site = new WatchedSite(local, latest);
    openTrees();
  }

  private void openTrees() throws IOException {
    trees = site.open(ReadOptions.PLAIN, false);
    applying = new Applying(trees);
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
    Entry.Inode marched = trees.replica().read(Path.of("d")).inode();

    putLinkInPlaceOf("d");
    forgetEnteredFolders();
    for (Change change : changes) {
      assertThatThrownBy(() -> applying.applier().apply(change))
          .as(change.path().toString())
          .isInstanceOf(NotDirectoryException.class);
    }
    applying.applier().directories().restoreAttributes(Path.of("d"), settled, marched);
    applying.applier().directories().grantOwnerAccess(Path.of("d"));
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
  }

  @Test
  void writesIntoNoOtherDirectoryThanTheMarchSaw() throws Exception {
    source.add("d/new = secret", "d/mode = 1").mode("d/mode", 0600);
    replica.add("d/mode = 1", "d/orphan = 1", "open/mode = 1", "open/orphan = 1");
    Entry.Inode marched = trees.replica().read(Path.of("d")).inode();
    List<Change> changes =
        List.of(
            change("d/new").in(marched),
            change("d/mode").in(marched),
            change("d/orphan").in(marched));
    Entry settled = trees.source().read(Path.of("d"));
    Files.move(replica.path("d"), folder.resolve("moved"));
    Files.move(replica.path("open"), replica.path("d"));
    TreeSnapshot before = TreeSnapshot.of(replica.root());

    forgetEnteredFolders();
    for (Change change : changes) {
      assertThat(applying.applier().apply(change).state()).isEqualTo(Outcome.State.OUTDATED);
    }
    DirectoryAccess directories = applying.applier().directories();
    directories.restoreAttributes(Path.of("d"), settled, marched);
    assertThatThrownBy(() -> directories.restrict(Path.of("d"), settled, marched))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("another folder has taken its place");
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "link", "fifo"})
  void givesNothingToWhatHasTakenTheNameOfATemporaryFile(String name) throws Exception {
    source.add("d/file = 1", "d/link -> x", "d/fifo |").mode("d/file", 04755);
    replica.add("d/").mode("d", 0777);
    precious.mode("a", 0640);
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    watch =
        new Watch() {
          @Override
          public void writes(String call, Path path) throws IOException {
            if (call.equals("setModified")) {
              exchange(path);
            }
          }

          @Override
          public void reads(String call, Path path) throws IOException {
            if (call.equals("openEntry")) {
              exchange(path);
            }
          }
        };
    Change change = applying.change("d/" + name);
    assertThatThrownBy(() -> applying.applier().apply(change))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("exchanged");
    assertThat(replica.path("d")).isEmptyDirectory();
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
  }

  private void exchange(Path temporary) throws IOException {
    Files.delete(temporary);
    Files.createLink(temporary, precious.path("a"));
  }

  @Test
  void changesNoEntryThatHasGotAnotherNameSinceItWasSeen() throws Exception {
    source.add("a = 1").mode("a", 04755);
    replica.add("a = 1");
    Change change = change("a");
    Files.createLink(folder.resolve("outside"), replica.path("a"));
    assertThat(change.action()).isEqualTo(Action.ATTRIBUTES);
    assertThat(applying.applier().apply(change).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(Files.getAttribute(folder.resolve("outside"), "unix:mode")).isEqualTo(0100644);
  }

  /** Reopens the trees: a directory that was just entered would be reused. */
  private void forgetEnteredFolders() throws Exception {
    trees.close();
    openTrees();
  }

  @Test
  void deletesInTheFolderThatItLookedAt() throws Exception {
    replica.add("d/a = 1");
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    watch = before("delete", () -> putLinkInPlaceOf("d"));
    applying.applier().apply(change("d/a"));
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
    assertThat(folder.resolve("moved")).isEmptyDirectory();
  }

  @Test
  void writesIntoTheFolderThatItLookedAt() throws Exception {
    source.add("d/a = the new content");
    replica.add("d/a = old");
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    watch = before("rename", () -> putLinkInPlaceOf("d"));
    applying.applier().apply(change("d/a"));
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
      assertThat(applying.applier().apply(orphan).state())
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
    // The entry there now is not the one that the march listed.
    TreeBuilder.in(source.root());
    assertAllStay(orphans);
  }

  private void assertAllStay(List<Change> orphans) throws IOException {
    TreeSnapshot before = TreeSnapshot.of(replica.root());
    for (Change orphan : orphans) {
      assertThatThrownBy(() -> applying.applier().apply(orphan))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage(source.root().toString());
    }
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(before);
  }

  @Test
  void endsDeletingWhenTheSourceIsMovedAwayMeanwhile() throws Exception {
    replica.add("a = 1", "b = 1", "c = 1");
    List<Change> orphans = List.of(change("a"), change("b"), change("c"));
    watch = before("delete", () -> Files.move(source.root(), folder.resolve("elsewhere")));
    // One is on its way when it happens.
    applying.applier().apply(orphans.get(0));
    assertAllStay(orphans.subList(1, 3));
    assertThat(replica.path("a")).doesNotExist();
  }

  @Test
  void leavesAFileThatBecameAFolderForTheNextPass() throws Exception {
    source.add("new = 1", "updated = the new content");
    replica.add("updated = old");
    List<Change> changes = List.of(change("new"), change("updated"));
    source.delete("new").delete("updated").add("new/a = 1", "updated/a = 1");
    TreeSnapshot before = TreeSnapshot.of(replica.root());
    for (Change change : changes) {
      assertThat(applying.applier().apply(change).state()).isEqualTo(Outcome.State.OUTDATED);
    }
    replica.time("", TreeBuilder.TIME);
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
    assertThat(changes)
        .extracting(change -> applying.applier().apply(change).state())
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
      assertThat(applying.applier().apply(orphan).state()).isEqualTo(Outcome.State.OUTDATED);
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
    Change excluded = new Change(Action.DELETE, path, null, inReplica, null, true, false, null);
    Change orphan = new Change(Action.DELETE, path, null, inReplica);
    assertThat(applying.applier().apply(orphan).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(applying.applier().apply(excluded).state()).isEqualTo(Outcome.State.APPLIED);
    assertThat(replica.root()).isEmptyDirectory();
    assertThat(source.content("a")).isEqualTo("1");
  }

  private Change change(String path) throws IOException {
    return applying.change(path);
  }

  private void putLinkInPlaceOf(String path) throws IOException {
    Files.move(replica.path(path), folder.resolve("moved"));
    Files.createSymbolicLink(replica.path(path), precious.root());
  }

  /** Does something once, before the first call of a name that is not about a temporary. */
  private static Watch before(String awaited, Interruption interruption) {
    return new Watch() {
      private boolean happened;

      @Override
      public void writes(String call, Path path) throws IOException {
        boolean temporary = path.getFileName().toString().startsWith(".camel-mirror-");
        if (call.equals(awaited) && !happened && !temporary) {
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
