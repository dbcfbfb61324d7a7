package io.camelmirror.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnteredDirectoriesTest {

  private static final Path D = Path.of("d");

  @TempDir Path folder;
  private final EnteredDirectories entered = new EnteredDirectories();
  private TreeRoot root;

  @BeforeEach
  void open() throws IOException {
    Calls.POSIX.require();
    Tree tree = Tree.in(folder.resolve("tree"), "d/a = 1", "e/b = 1");
    root = Calls.POSIX.root(tree.root(), Look.PLAIN);
  }

  @AfterEach
  void close() {
    root.close();
  }

  private PosixDirectory directory(Path path) throws IOException {
    return (PosixDirectory) root.open(path);
  }

  private static boolean isOpen(PosixDirectory directory) {
    try {
      directory.self();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void keepsWhatAThreadHasEnteredLast() throws Exception {
    PosixDirectory d = directory(D);
    entered.keep(D, d);
    d.close();
    EnteredDirectories.Entered found = entered.find(D);
    assertThat(found.directory()).isSameAs(d);
    assertThat(entered.find(Path.of("e"))).isNull();
    assertThat(CompletableFuture.supplyAsync(() -> entered.find(D)).get()).isNull();
    found.directory().close();
    assertThat(isOpen(d)).isTrue();

    PosixDirectory e = directory(Path.of("e"));
    entered.keep(Path.of("e"), e);
    e.close();
    assertThat(entered.find(D)).isNull();
    assertThat(isOpen(d)).isFalse();
    entered.close();
    assertThat(isOpen(e)).isFalse();
  }

  @Test
  void keepsThatThereIsNothing() {
    Path absent = Path.of("absent");
    assertThat(entered.find(absent)).isNull();
    entered.keep(absent, null);
    assertThat(entered.find(absent).directory()).isNull();
  }

  @Test
  void leavesAUserTheDirectoryUntilItCloses() throws Exception {
    PosixDirectory d = directory(D);
    entered.keep(D, d);
    entered.close();
    assertThat(isOpen(d)).isTrue();
    d.close();
    assertThat(isOpen(d)).isFalse();
  }

  @Test
  void isEmptiedWithItsRoot() throws Exception {
    PosixDirectory d = (PosixDirectory) root.enter(D);
    d.close();
    assertThat(isOpen(d)).isTrue();
    root.close();
    assertThat(isOpen(d)).isFalse();
    assertThatThrownBy(() -> root.enter(D))
        .isInstanceOf(java.nio.file.ClosedFileSystemException.class);
    root = Calls.POSIX.root(folder.resolve("tree"), Look.PLAIN);
  }
}
