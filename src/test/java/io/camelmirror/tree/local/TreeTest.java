package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableTree;
import io.camelmirror.tree.local.LocalSite.Calls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class TreeTest {

  private static final ReadOptions FOLLOW =
      new FidelityBuilder().links(Fidelity.Links.follow).build().readOptions();

  @Parameter Calls calls;
  @TempDir Path folder;
  private TreeBuilder tree;

  @BeforeEach
  void makeTree() throws IOException {
    LocalTrees.require(calls);
    tree = TreeBuilder.in(folder.resolve("tree"));
  }

  @Test
  void findsNothing() throws IOException {
    tree.add("file = 1");
    assertThat(read("absent")).isNull();
    assertThat(read("absent/below")).isNull();
    assertThat(read("file/below")).isNull();
    assertThat(read("file/far/below")).isNull();
  }

  @Test
  void takesAnErrorForNoAbsence() throws IOException {
    tree.add("loop -> loop");
    String long256 = "n".repeat(256);
    assertThatThrownBy(() -> read(long256)).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> read(long256 + "/a")).isInstanceOf(FileSystemException.class);
    try (WritableTree root = LocalTrees.open(calls, tree.root(), FOLLOW)) {
      assertThatThrownBy(() -> root.read(Path.of("loop"))).isInstanceOf(FileSystemException.class);
    }
  }

  @Test
  void readsBelowARoot() throws IOException {
    tree.add("d/e/a = content", "file = 1");
    assertThat(read("d/e/a").size()).isEqualTo(7);
    assertThat(read("file").kind()).isEqualTo(Kind.FILE);
    assertThat(read("").kind()).isEqualTo(Kind.DIRECTORY);
    assertThat(read("d/absent/a")).isNull();
    assertThat(read("file/a")).isNull();
    assertThat(read("file/a/b")).isNull();
  }

  @Test
  void readsTheContentOfFilesOnly() throws IOException {
    tree.add("d/a = content", "d/l -> a", "d/p |", "k -> d");
    try (WritableTree root = LocalTrees.open(calls, tree.root())) {
      InputStream content = root.content(Path.of("d/a"));
      assertThat(content.read()).isEqualTo('c');
      assertThat(content.readAllBytes()).asString().isEqualTo("ontent");
      assertThat(content.read()).isEqualTo(-1);
      content.close();
      assertThatThrownBy(content::read).hasMessageContaining("the file is closed");
      for (String other : List.of("", "d", "d/l", "d/p", "k")) {
        assertThatThrownBy(() -> root.content(Path.of(other)))
            .hasMessageContaining("it is not a file but a ");
      }
      assertThatThrownBy(() -> root.content(Path.of("absent")))
          .isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> root.content(Path.of("k/a"))).isInstanceOf(IOException.class);
    }
    try (WritableTree root = LocalTrees.open(calls, tree.root(), FOLLOW);
        InputStream content = root.content(Path.of("d/l"))) {
      assertThat(content.readAllBytes()).asString().isEqualTo("content");
    }
  }

  @Test
  void goesThroughNoLinkOnTheWay() throws IOException {
    tree.add("d/e/a = content", "l -> d", "d/m -> e");
    assertThat(read("l").kind()).isEqualTo(Kind.LINK);
    assertThat(read("l/e")).isNull();
    assertThat(read("l/e/a")).isNull();
    assertThat(read("d/m/a")).isNull();
  }

  @Test
  void goesThroughLinksWhenTheyAreFollowed() throws IOException {
    tree.add("d/e/a = content", "l -> d", "d/m -> e", "outside -> ../elsewhere");
    TreeBuilder.in(folder.resolve("elsewhere"), "b = 1");
    try (WritableTree root = LocalTrees.open(calls, tree.root(), FOLLOW)) {
      assertThat(root.read(Path.of("l")).kind()).isEqualTo(Kind.DIRECTORY);
      assertThat(root.read(Path.of("l/e/a")).size()).isEqualTo(7);
      assertThat(root.read(Path.of("d/m/a")).size()).isEqualTo(7);
      assertThat(root.read(Path.of("outside/b")).size()).isEqualTo(1);
    }
  }

  @Test
  void opensDirectoriesOnly() throws IOException {
    tree.add("d/e/", "file = 1", "l -> d");
    try (WritableTree root = LocalTrees.open(calls, tree.root())) {
      root.open(Path.of("d/e")).close();
      root.enter(Path.of("d/e")).close();
      for (String path : new String[] {"file", "file/below", "l", "l/e"}) {
        assertThatThrownBy(() -> root.open(Path.of(path)))
            .as(path)
            .isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> root.enter(Path.of(path)))
            .as(path)
            .isInstanceOf(NotDirectoryException.class);
      }
      assertThatThrownBy(() -> root.open(Path.of("absent")))
          .isInstanceOf(NoSuchFileException.class);
      assertThatThrownBy(() -> root.open(Path.of("absent/below")))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void isADirectory() throws IOException {
    tree.add("file = 1", "d/");
    assertThatThrownBy(() -> LocalTrees.open(calls, tree.path("absent")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> LocalTrees.open(calls, tree.path("file")))
        .isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void mayBeReachedThroughLinks() throws IOException {
    tree.add("far/d/a = 1", "l -> far/d", "m -> " + tree.path("l"), "up -> far/d/../d");
    for (String link : new String[] {"l", "m", "up"}) {
      try (WritableTree root = LocalTrees.open(calls, tree.path(link))) {
        assertThat(root.read(Path.of("a")).size()).as(link).isEqualTo(1);
        assertThat(root.isInPlace()).isTrue();
        assertThat(root.path()).isEqualTo(tree.path(link));
      }
    }
  }

  @Test
  void isInPlaceAsLongAsItsLinkLeadsToIt() throws IOException {
    tree.add("one/", "other/", "l -> one");
    try (WritableTree root = LocalTrees.open(calls, tree.path("l"))) {
      assertThat(root.isInPlace()).isTrue();
      tree.delete("l").add("l -> other");
      assertThat(root.isInPlace()).isFalse();
    }
  }

  @Test
  void knowsWhetherItIsInPlace() throws IOException {
    try (WritableTree root = LocalTrees.open(calls, tree.root())) {
      assertThat(root.isInPlace()).isTrue();
      tree.delete("");
      assertThat(root.isInPlace()).isFalse();
      TreeBuilder.in(folder, "tree = a file now");
      assertThat(root.isInPlace()).isFalse();
    }
  }

  private Entry read(String path) throws IOException {
    try (WritableTree root = LocalTrees.open(calls, tree.root())) {
      return root.read(Path.of(path));
    }
  }
}
