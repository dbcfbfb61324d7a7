package io.camelmirror.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.Tree;
import io.camelmirror.TreeSnapshot;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.LeftOut;
import io.camelmirror.diff.ReplicaFileSystem;
import io.camelmirror.tree.Calls;
import io.camelmirror.tree.Content;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.Held;
import io.camelmirror.tree.Look;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrashTest {

  private static final Instant DATE = Instant.parse("2026-11-22T21:17:29.123Z");
  private static final String NAME = "2026-11-22T21-17-29.123Z";
  private static final Duration FOREVER = Duration.ofDays(1_000_000);

  @TempDir Path folder;
  private Tree source;
  private Tree replica;
  private Trees trees;
  private Comparison comparison;
  private final List<String> notes = new ArrayList<>();
  private final FileOperations operations = FileOperations.best();

  @BeforeEach
  void makeRoots() throws Exception {
    source = Tree.in(folder.resolve("source"));
    replica = Tree.in(folder.resolve("replica"));
    trees = Calls.best().trees(FolderPair.of(source.root(), replica.root()), Look.PLAIN);
    comparison =
        new Comparison(
            Fidelity.PLAIN, new LeftOut(notes::add), Privileges.CURRENT, ReplicaFileSystem.EXACT);
  }

  @AfterEach
  void close() {
    trees.close();
  }

  @Test
  void makesNothingBeforeSomethingGoesThere() throws Exception {
    source.add("new = 1");
    pass(trash(), operations, "new");
    assertThat(trash()).doesNotExist();
  }

  @Test
  void keepsWhatIsDeleted() throws Exception {
    replica.add("d/e/a = precious", "d/e/l -> nowhere", "d/e/p |").mode("d/e/a", 0640);
    TreeSnapshot before = TreeSnapshot.of(replica.path("d"));
    pass(trash(), operations, "d/e/a", "d/e/l", "d/e/p");
    assertThat(replica.path("d/e")).isEmptyDirectory();
    assertSameBut(before, "d", "dir ");
  }

  @Test
  void keepsADeletedFolderWithItsAttributes() throws Exception {
    replica.add("d/a = 1", "empty/").mode("d", 0710).mode("empty", 01750);
    pass(trash(), operations, "d/a", "d", "empty");
    assertThat(replica.root()).isEmptyDirectory();
    assertThat(kept("d/a")).hasContent("1");
    assertThat(mode(kept("d"))).isEqualTo(0710);
    assertThat(kept("empty")).isEmptyDirectory();
    System.out.println(
        "PROBE empty "
            + Files.getLastModifiedTime(kept("empty"))
            + " d "
            + Files.getLastModifiedTime(kept("d")));
    assertThat(mode(kept("empty"))).isEqualTo(01750);
  }

  @Test
  void keepsWhatIsOverwritten() throws Exception {
    source.add("d/a = the new content");
    replica.add("d/a = old").mode("d/a", 0600);
    TreeSnapshot before = TreeSnapshot.of(replica.path("d/a"));
    pass(trash(), operations, "d/a");
    assertThat(replica.content("d/a")).isEqualTo("the new content");
    assertThat(kept("d/a")).hasContent("old");
    assertThat(TreeSnapshot.of(kept("d/a"))).isEqualTo(before);
  }

  @Test
  void keepsWhatIsReplacedByAnotherKind() throws Exception {
    source.add("folder = a file now", "file/", "link = a file now", "link-2 -> new");
    replica.add("folder/a = 1", "file = old", "link -> old", "link-2 -> old");
    replica.mode("folder", 0750);
    pass(trash(), operations, "folder/a", "folder", "file", "link", "link-2");
    assertThat(replica.content("folder")).isEqualTo("a file now");
    assertThat(replica.path("file")).isDirectory();
    assertThat(replica.content("link")).isEqualTo("a file now");
    assertThat(kept("folder/a")).hasContent("1");
    assertThat(mode(kept("folder"))).isEqualTo(0750);
    assertThat(kept("file")).hasContent("old");
    assertThat(Files.readSymbolicLink(kept("link"))).isEqualTo(Path.of("old"));
    assertThat(Files.readSymbolicLink(kept("link-2"))).isEqualTo(Path.of("old"));
  }

  @Test
  void numbersTheNextEntryOfAPath() throws Exception {
    Applier applier = applier(trash(), operations);
    applier.begin(DATE);
    for (String content : List.of("first", "second", "third")) {
      replica.add("d/a = " + content);
      applier.apply(change("d/a"));
    }
    applier.end(true);
    assertThat(kept("d/a")).hasContent("first");
    assertThat(kept("d/a~2")).hasContent("second");
    assertThat(kept("d/a~3")).hasContent("third");
  }

  @Test
  void keepsOnAnotherFileSystem() throws Exception {
    Tree other = Tree.in(OtherDisk.apartFrom(folder));
    try {
      source.add("updated = the new content");
      replica.add("updated = old", "d/a = precious", "d/l -> nowhere", "d/p |").mode("d/a", 0640);
      TreeSnapshot before = TreeSnapshot.of(replica.path("d"));
      pass(other.root(), operations, "updated", "d/a", "d/l", "d/p", "d");
      assertThat(replica.path("d")).doesNotExist();
      assertThat(replica.content("updated")).isEqualTo("the new content");
      assertThat(other.path(NAME + "/updated")).hasContent("old");
      assertThat(withoutFolders(TreeSnapshot.of(other.path(NAME + "/d"))))
          .isEqualTo(withoutFolders(before));
    } finally {
      other.delete("");
    }
  }

  @Test
  void deletesNothingOfWhichTheCopyIsWrong() throws Exception {
    Tree other = Tree.in(OtherDisk.apartFrom(folder));
    try {
      source.add("updated = the new content");
      replica.add("updated = old", "a = precious");
      for (String path : List.of("updated", "a")) {
        assertThatThrownBy(() -> pass(other.root(), spoiling(other.root()), path))
            .as(path)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("could not be copied to the trash");
      }
      assertThat(replica.content("updated")).isEqualTo("old");
      assertThat(replica.content("a")).isEqualTo("precious");
    } finally {
      other.delete("");
    }
  }

  @Test
  void losesNothingWhenItCannotBeWritten() throws Exception {
    Tree.in(folder, "trash = a file");
    source.add("updated = the new content");
    replica.add("updated = old", "a = precious", "d/");
    TreeSnapshot before = TreeSnapshot.of(replica.path("a"));
    for (String path : List.of("updated", "a", "d")) {
      assertThatThrownBy(() -> pass(trash(), operations, path))
          .as(path)
          .isInstanceOf(IOException.class);
    }
    assertThat(replica.content("updated")).isEqualTo("old");
    assertThat(TreeSnapshot.of(replica.path("a"))).isEqualTo(before);
    assertThat(replica.path("d")).isDirectory();
    assertThat(replica.root()).isDirectoryNotContaining("glob:**.camel-mirror-*");
  }

  private Path trash() {
    return folder.resolve("trash");
  }

  private Path kept(String path) {
    return trash().resolve(NAME).resolve(path);
  }

  /** Applies what the paths need, one after the other. */
  private void pass(Path trash, FileOperations writing, String... paths) throws IOException {
    Applier applier = applier(trash, writing);
    applier.begin(DATE);
    try {
      for (String path : paths) {
        assertThat(applier.apply(change(path)).state()).isEqualTo(Outcome.State.APPLIED);
      }
    } finally {
      endQuietly(applier);
    }
    assertThat(notes).isEmpty();
  }

  private static void endQuietly(Applier applier) {
    try {
      applier.end(false);
    } catch (IOException e) {
      // A trash that cannot be written cannot be purged either.
    }
  }

  private Applier applier(Path trash, FileOperations writing) {
    Safety safety = new Safety(MaxDelete.OFF, null, false, trash, FOREVER, false);
    return new Applier(() -> trees, comparison, safety, writing, false, () -> false);
  }

  private Change change(String path) throws IOException {
    Path relative = Path.of(path);
    Entry inSource = trees.source().read(relative);
    Entry inReplica = trees.replica().read(relative);
    return new Change(comparison.compare(inSource, inReplica), relative, inSource, inReplica);
  }

  /** Copies into a folder get a byte more than they should have. */
  private FileOperations spoiling(Path into) {
    return new WatchedOperations(operations) {
      @Override
      void calls(String call, Held in, RawPath name) {
        // Nothing before the call.
      }

      @Override
      public long copy(Content from, Entry entry, Held to, boolean sparse, BooleanSupplier aborted)
          throws IOException {
        long bytes = super.copy(from, entry, to, sparse, aborted);
        if (to.path().startsWith(into)) {
          Files.writeString(to.path(), "x", StandardOpenOption.APPEND);
        }
        return bytes;
      }
    };
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode") & 07777;
  }

  private void assertSameBut(TreeSnapshot before, String path, String kind) throws IOException {
    assertThat(TreeSnapshot.of(kept(path)).lines())
        .filteredOn(line -> !line.startsWith(kind))
        .isNotEmpty()
        .isEqualTo(before.lines().stream().filter(line -> !line.startsWith(kind)).toList());
  }

  private static List<String> withoutFolders(TreeSnapshot snapshot) {
    return snapshot.lines().stream().filter(line -> !line.startsWith("dir ")).toList();
  }
}
