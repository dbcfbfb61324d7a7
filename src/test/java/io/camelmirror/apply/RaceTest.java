package io.camelmirror.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.NativeCalls;
import io.camelmirror.OtherUser;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Fidelity;
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
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  @CsvSource({
    "file,   setModified, a",
    "file,   read,        a",
    "link,   openEntry,   a",
    "link,   read,        l",
    "fifo,   openEntry,   a",
    "device, openEntry,   a",
    "hard,   read,        a",
    "folder, openEntry,   a"
  })
  void givesNothingToWhatHasTakenTheNameOfANewEntry(String name, String call, String other)
      throws Exception {
    source.add("d/file = 1", "d/link -> x", "d/fifo |", "d/hard = 1", "d/folder/");
    source.mode("d/file", 04755).mode("d/folder", 0777);
    replica.add("d/", "leader = 1").mode("d", 0777);
    precious.add("l -> x").mode("a", 0640);
    if (name.equals("device")) {
      makeDevice(source.path("d/device"));
    }
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    Change change = applying.change("d/" + name);
    if (name.equals("hard")) {
      change = linking(change);
    }
    watch =
        at(
            call,
            path -> isNew(path, name),
            path -> {
              Files.delete(path);
              Files.createLink(path, precious.path(other));
            });
    Change exchanged = change;
    assertThatThrownBy(() -> applying.applier().apply(exchanged))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("exchanged");
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
    assertThat(replica.path("d/" + name).toFile().exists()).isEqualTo(name.equals("folder"));
  }

  private boolean isNew(Path path, String name) {
    return path.getFileName().toString().startsWith(".camel-mirror-")
        || path.equals(replica.path("d/folder")) && name.equals("folder");
  }

  private static Change linking(Change seen) {
    Path leader = Path.of("leader");
    return new Change(
        seen.action(),
        seen.path(),
        seen.source(),
        seen.replica(),
        leader,
        false,
        false,
        null,
        null);
  }

  private static void makeDevice(Path path) throws Exception {
    OtherUser.require();
    Process mknod = new ProcessBuilder("mknod", path.toString(), "c", "1", "3").start();
    assertThat(mknod.waitFor()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "openEntry,   file",
    "setOwner,    file",
    "setExtended, file",
    "setMode,     file",
    "setModified, file",
    "openEntry,   link",
    "setOwner,    link",
    "setModified, link",
    "openEntry,   fifo",
    "setOwner,    fifo"
  })
  void changesOnlyTheEntryThatItLookedAt(String call, String name) throws Exception {
    OtherUser.require();
    for (TreeBuilder tree : List.of(source, replica)) {
      tree.add("file = 1", "link -> x", "fifo |");
    }
    precious.add("l -> x");
    source.mode("file", 0600).time(name, Instant.EPOCH);
    OtherUser.own(source.path(name));
    UserDefinedFileAttributeView marks =
        Files.getFileAttributeView(source.path("file"), UserDefinedFileAttributeView.class);
    marks.write("mark", ByteBuffer.wrap(new byte[] {1}));
    trees.close();
    Fidelity fidelity = new FidelityBuilder().attributes().build();
    trees = site.open(fidelity.readOptions(), false);
    applying = new Applying(trees, fidelity, null, () -> false);
    Change seen = applying.change(name);
    Change change = new Change(Action.ATTRIBUTES, seen.path(), seen.source(), seen.replica());
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    watch =
        at(
            call,
            replica.path(name)::equals,
            path -> {
              Files.move(path, folder.resolve("moved"));
              Files.createLink(path, precious.path(name.equals("link") ? "l" : "a"));
            });
    Outcome outcome = applying.applier().apply(change);
    assertThat(outcome.state())
        .isEqualTo(call.equals("openEntry") ? Outcome.State.OUTDATED : Outcome.State.APPLIED);
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
  }

  @Test
  void linksNoFileToOneOfAnotherUser() throws Exception {
    source.add("d/hard = 1");
    replica.add("d/", "leader = 1");
    Change seen = applying.change("d/hard");
    Change change = linking(seen);
    watch =
        at(
            "openEntry",
            replica.path("leader")::equals,
            path -> {
              Files.delete(path);
              Files.writeString(path, "2");
              OtherUser.own(path);
            });
    OtherUser.require();
    assertThat(applying.applier().apply(change).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(replica.path("d")).isEmptyDirectory();
  }

  @Test
  void probesNoLinkButItsOwn() throws Exception {
    source.add("link -> x").time("link", Instant.EPOCH);
    replica.add("link -> x");
    precious.add("l -> x");
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    watch =
        at(
            "openEntry",
            path -> isNew(path, ""),
            path -> {
              Files.delete(path);
              Files.createLink(path, precious.path("l"));
            });
    applying.change("link");
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
  }

  @Test
  void copiesContentAndRightsOfOneFile() throws Exception {
    source.add("a = root's", "b = evil's").mode("a", 04755).mode("b", 0644);
    Change change = change("a");
    watch =
        at(
            "open",
            source.path("a")::equals,
            path -> Files.move(source.path("b"), path, StandardCopyOption.REPLACE_EXISTING));
    assertThat(applying.applier().apply(change).state()).isEqualTo(Outcome.State.APPLIED);
    assertThat(replica.content("a")).isEqualTo("evil's");
    assertThat(Files.getAttribute(replica.path("a"), "unix:mode")).isEqualTo(0100644);
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

  @ParameterizedTest
  @CsvSource({
    "createFile,      file",
    "copyFrom,        file",
    "setModified,     file",
    "rename,          file",
    "createLink,      link",
    "openEntry,       link",
    "createNode,      fifo",
    "createDirectory, folder",
    "createHardLink,  hard",
    "setMode,         mode",
    "delete,          orphan",
    "delete,          orphan-folder",
    "move,            orphan"
  })
  void writesIntoTheFolderThatItLookedAt(String call, String name) throws Exception {
    source.add("d/file = the new content", "d/link -> x", "d/fifo |", "d/folder/", "d/hard = 1");
    source.add("d/mode = 1").mode("d/mode", 0600);
    replica.add("d/file = old", "d/mode = 1", "d/orphan = 1", "d/orphan-folder/", "leader = 1");
    precious.add("file = precious", "mode = 1", "orphan = 1", "orphan-folder/");
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    Change seen = applying.change("d/" + name);
    Change change = name.equals("hard") ? linking(seen) : seen;
    if (call.equals("move")) {
      Path trash = folder.resolve("2026-11-22T21-17-29.123Z");
      applying =
          new Applying(
              trees,
              () -> site.openOutside(trash, ReadOptions.PLAIN.ofReplica(), true),
              () -> false);
    }
    watch = at(call, path -> path.startsWith(replica.path("d")), path -> putLinkInPlaceOf("d"));
    assertThat(applying.applier().apply(change).state()).isEqualTo(Outcome.State.APPLIED);
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
    assertThat(folder.resolve("moved/" + name).toFile().exists())
        .isEqualTo(seen.action() != Action.DELETE && !name.equals("link"));
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
    watch =
        at("delete", path -> true, path -> Files.move(source.root(), folder.resolve("elsewhere")));
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

  /** What is moved, and what happens to it just before. */
  @ParameterizedTest
  @CsvSource({
    "file, comes back", "file, is exchanged", "file, is gone", "file, is written to",
    "file, name is taken", "d,    comes back", "d,    is exchanged", "d,    is gone",
    "d,    name is taken"
  })
  void movesOnlyTheOrphanThatItLookedAt(String name, String what) throws Exception {
    source.add("new/x = 1", "new/d/");
    replica.add("old/file = 1", "old/d/", "new/");
    Change move = moving("old/" + name, name.equals("d") ? "new/d" : "new/x");
    switch (what) {
      case "comes back" -> source.add(name.equals("d") ? "old/d/" : "old/file = 1");
      case "is gone" -> replica.delete("old/" + name);
      case "is written to" -> replica.add("old/file = 2");
      case "is exchanged" -> {
        Files.move(replica.path("old/" + name), folder.resolve("elsewhere"));
        replica.add(name.equals("d") ? "old/d/" : "old/file = 1");
      }
      default ->
          watch = at("move", path -> true, path -> replica.add(move.path() + " = another's"));
    }
    List<String> before = TreeSnapshot.paths(replica.path("old"));
    assertThat(applying.applier().apply(move).state()).isEqualTo(Outcome.State.OUTDATED);
    assertThat(TreeSnapshot.paths(replica.path("old"))).isEqualTo(before);
    if (what.equals("name is taken")) {
      assertThat(replica.content(move.path().toString())).isEqualTo("another's");
    } else {
      assertThat(replica.path("new")).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @CsvSource({"old", "new"})
  void movesOnlyBetweenFoldersThatItLookedAt(String exchanged) throws Exception {
    source.add("new/x = 1");
    replica.add("old/file = 1", "new/");
    precious.add("file = 1");
    Change move = moving("old/file", "new/x");
    putLinkInPlaceOf(exchanged);
    forgetEnteredFolders();
    TreeSnapshot before = TreeSnapshot.of(folder);
    assertThatThrownBy(() -> applying.applier().apply(move))
        .isInstanceOf(NotDirectoryException.class);
    assertThat(TreeSnapshot.of(folder)).isEqualTo(before);
  }

  @Test
  void movesNothingWhenTheSourceWasMovedAway() throws Exception {
    source.add("x = 1");
    replica.add("file = 1");
    Change move = moving("file", "x");
    Files.move(source.root(), folder.resolve("elsewhere"));
    assertAllStay(List.of(move));
  }

  private Change moving(String from, String to) throws IOException {
    Entry orphan = trees.replica().read(Path.of(from));
    Change delete = new Change(Action.DELETE, Path.of(from), null, orphan);
    return Change.moving(delete, Path.of(to), trees.source().read(Path.of(to)));
  }

  @Test
  void deletesWhatIsFilteredOutAlthoughTheSourceHasIt() throws Exception {
    source.add("a = 1");
    replica.add("a = 1");
    Path path = Path.of("a");
    Entry inReplica = trees.replica().read(path);
    Change excluded =
        new Change(Action.DELETE, path, null, inReplica, null, true, false, null, null);
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

  /** Does something once, before the first call of a name for one of some paths. */
  private static Watch at(String awaited, Predicate<Path> paths, Interruption interruption) {
    return new Watch() {
      private boolean happened;

      @Override
      public void writes(String call, Path path) throws IOException {
        if (call.equals(awaited) && !happened && paths.test(path)) {
          happened = true;
          interruption.happens(path);
        }
      }

      @Override
      public void reads(String call, Path path) throws IOException {
        writes(call, path);
      }
    };
  }

  private interface Interruption {
    void happens(Path path) throws IOException;
  }
}
