package io.camelmirror.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.OtherDisk;
import io.camelmirror.OtherUser;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Outcome;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.local.LocalSite;
import io.camelmirror.watched.Watch;
import io.camelmirror.watched.WatchedSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrashTest {

  private static final String NAME = "2026-11-22T21-17-29.123Z";

  @TempDir Path folder;
  private TreeBuilder source;
  private TreeBuilder replica;
  private Site site;
  private Trees trees;
  private Path spoiled;

  @BeforeEach
  void makeRoots() throws Exception {
    source = TreeBuilder.in(folder.resolve("source"));
    replica = TreeBuilder.in(folder.resolve("replica"));
    Watch spoiling =
        new Watch() {
          @Override
          public void copied(Path from, Path to) throws IOException {
            if (spoiled != null && to.startsWith(spoiled)) {
              Files.writeString(to, "x", StandardOpenOption.APPEND);
            }
          }
        };
    site = new WatchedSite(new LocalSite(FolderPair.of(source.root(), replica.root())), spoiling);
    trees = site.open(ReadOptions.PLAIN, false);
  }

  @AfterEach
  void close() {
    trees.close();
  }

  @Test
  void makesNothingBeforeSomethingGoesThere() throws Exception {
    source.add("new = 1");
    pass(trash(), "new");
    assertThat(trash()).doesNotExist();
  }

  @Test
  void keepsWhatIsDeleted() throws Exception {
    replica.add("d/e/a = precious", "d/e/l -> nowhere", "d/e/p |").mode("d/e/a", 0640);
    TreeSnapshot before = TreeSnapshot.of(replica.path("d"));
    pass(trash(), "d/e/a", "d/e/l", "d/e/p");
    assertThat(replica.path("d/e")).isEmptyDirectory();
    assertSameFiles(before, "d");
  }

  @Test
  void keepsADeletedFolderWithItsAttributes() throws Exception {
    replica.add("d/a = 1", "empty/").mode("d", 0710).mode("empty", 01750);
    pass(trash(), "d/a", "d", "empty");
    assertThat(replica.root()).isEmptyDirectory();
    assertThat(kept("d/a")).hasContent("1");
    assertThat(mode(kept("d"))).isEqualTo(0710);
    assertThat(kept("empty")).isEmptyDirectory();
    assertThat(mode(kept("empty"))).isEqualTo(01750);
  }

  @Test
  void keepsWhatIsOverwritten() throws Exception {
    source.add("d/a = the new content");
    replica.add("d/a = old").mode("d/a", 0600);
    TreeSnapshot before = TreeSnapshot.of(replica.path("d/a"));
    pass(trash(), "d/a");
    assertThat(replica.content("d/a")).isEqualTo("the new content");
    assertThat(kept("d/a")).hasContent("old");
    assertThat(TreeSnapshot.of(kept("d/a"))).isEqualTo(before);
  }

  @Test
  void keepsWhatIsReplacedByAnotherKind() throws Exception {
    source.add("folder = a file now", "file/", "link = a file now", "link-2 -> new");
    replica.add("folder/a = 1", "file = old", "link -> old", "link-2 -> old");
    replica.mode("folder", 0750);
    pass(trash(), "folder/a", "folder", "file", "link", "link-2");
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
    Applying applying = applying(trash());
    for (String content : List.of("first", "second", "third")) {
      replica.add("d/a = " + content);
      applying.apply("d/a");
    }
    applying.applier().end();
    assertThat(kept("d/a")).hasContent("first");
    assertThat(kept("d/a~2")).hasContent("second");
    assertThat(kept("d/a~3")).hasContent("third");
  }

  @Test
  void keepsOnAnotherFileSystem() throws Exception {
    TreeBuilder other = TreeBuilder.in(OtherDisk.apartFrom(folder));
    try {
      source.add("updated = the new content");
      replica.add("updated = old", "d/a = precious", "d/l -> nowhere", "d/p |").mode("d/a", 0640);
      TreeSnapshot before = TreeSnapshot.of(replica.path("d"));
      pass(other.root(), "updated", "d/a", "d/l", "d/p", "d");
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
    TreeBuilder other = TreeBuilder.in(OtherDisk.apartFrom(folder));
    try {
      source.add("updated = the new content");
      replica.add("updated = old", "a = precious");
      spoiled = other.root();
      for (String path : List.of("updated", "a")) {
        assertThatThrownBy(() -> pass(other.root(), path))
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
    TreeBuilder.in(folder, "trash = a file");
    source.add("updated = the new content");
    replica.add("updated = old", "a = precious", "d/");
    TreeSnapshot before = TreeSnapshot.of(replica.path("a"));
    for (String path : List.of("updated", "a", "d")) {
      assertThatThrownBy(() -> pass(trash(), path)).as(path).isInstanceOf(IOException.class);
    }
    assertThat(replica.content("updated")).isEqualTo("old");
    assertThat(TreeSnapshot.of(replica.path("a"))).isEqualTo(before);
    assertThat(replica.path("d")).isDirectory();
    assertThat(replica.root()).isDirectoryNotContaining("glob:**.camel-mirror-*");
  }

  @Test
  void usesNoFolderOfAnotherUser() throws Exception {
    replica.add("a = precious");
    OtherUser.own(Files.createDirectories(trash().resolve(NAME)));
    assertThatThrownBy(() -> pass(trash(), "a"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("belongs to another user");
    assertThat(replica.content("a")).isEqualTo("precious");
    assertThat(trash().resolve(NAME)).isEmptyDirectory();
  }

  private Path trash() {
    return folder.resolve("trash");
  }

  private Path kept(String path) {
    return trash().resolve(NAME).resolve(path);
  }

  /** Applies what the paths need, one after the other. */
  private void pass(Path trash, String... paths) throws IOException {
    Applying applying = applying(trash);
    try {
      for (String path : paths) {
        assertThat(applying.apply(path).state()).isEqualTo(Outcome.State.APPLIED);
      }
    } finally {
      applying.applier().end();
    }
    assertThat(applying.notKept()).isEmpty();
  }

  private Applying applying(Path trash) {
    return new Applying(
        trees,
        () -> site.openOutside(trash.resolve(NAME), ReadOptions.PLAIN.ofReplica(), true),
        () -> false);
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode") & 07777;
  }

  private void assertSameFiles(TreeSnapshot before, String path) throws IOException {
    assertThat(withoutFolders(TreeSnapshot.of(kept(path))))
        .isNotEmpty()
        .isEqualTo(withoutFolders(before));
  }

  private static List<String> withoutFolders(TreeSnapshot snapshot) {
    return snapshot.lines().stream().filter(line -> !line.contains(" kind folder,")).toList();
  }
}
