package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryListerTest {

  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Tree.in(folder.resolve("tree"));
  }

  @Test
  void listsEveryKindSorted() throws IOException {
    tree.add(
        "b = 1", "a-b = 1", "a/c = 1", "B = 1", ".hidden = 1", "l -> nowhere", "p |", "a.b = 1");
    assertThat(DirectoryLister.list(tree.root()))
        .extracting(Path::toString)
        .containsExactly(".hidden", "B", "a", "a-b", "a.b", "b", "l", "p");
  }

  @Test
  void keepsAndSortsTheBytesOfNamesThatDoNotDecode() throws IOException {
    // As signed bytes, or decoded, they would sort otherwise.
    tree.addNamed("\\377").addNamed("a").addNamed("caf\\351").addNamed("caf\\303\\251");
    Path[] names = DirectoryLister.list(tree.root());
    assertThat(names)
        .extracting(PathText::of)
        .containsExactly("a", "caf\u00e9", "caf\\xe9", "\\xff");
    for (Path name : names) {
      assertThat(Files.exists(tree.root().resolve(name))).isTrue();
    }
  }

  @Test
  void sortsTheSameInAnyOrderOfMaking() throws IOException {
    Tree other = Tree.in(folder.resolve("other"));
    String[] names = {"c = 1", "\u00e4 = 1", "a = 1", "\uff21 = 1", "\ud83d\ude00 = 1", "b = 1"};
    tree.add(names);
    for (int i = names.length - 1; i >= 0; i--) {
      other.add(names[i]);
    }
    assertThat(DirectoryLister.list(other.root()))
        .containsExactly(DirectoryLister.list(tree.root()));
    assertThat(Stream.of(DirectoryLister.list(tree.root())).map(Path::toString))
        .containsExactly("a", "b", "c", "\u00e4", "\uff21", "\ud83d\ude00");
  }

  @Test
  void listsNothingInAnEmptyDirectory() throws IOException {
    assertThat(DirectoryLister.list(tree.root())).isEmpty();
  }

  @Test
  void failsForWhatIsNoDirectory() throws IOException {
    tree.add("a = 1");
    assertThatThrownBy(() -> DirectoryLister.list(tree.path("a")))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> DirectoryLister.list(tree.path("absent")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
