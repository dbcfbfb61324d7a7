package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.TreeBuilder;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableTree;
import io.camelmirror.tree.local.LocalSite.Calls;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCacheTest {

  private static final Path D = Path.of("d");

  @TempDir Path folder;
  private final DirectoryCache<WritablePosixDirectory> entered = new DirectoryCache<>();
  private WritableTree root;

  @BeforeEach
  void open() throws IOException {
    LocalTrees.require(Calls.POSIX);
    TreeBuilder tree = TreeBuilder.in(folder.resolve("tree"), "d/a = 1", "e/b = 1");
    root = LocalTrees.open(Calls.POSIX, tree.root(), ReadOptions.PLAIN);
  }

  @AfterEach
  void close() {
    root.close();
  }

  private WritablePosixDirectory directory(Path path) throws IOException {
    return (WritablePosixDirectory) root.open(path);
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
    WritablePosixDirectory d = directory(D);
    entered.keep(D, d);
    d.close();
    DirectoryCache.Entered<WritablePosixDirectory> found = entered.find(D);
    assertThat(found.directory()).isSameAs(d);
    assertThat(entered.find(Path.of("e"))).isNull();
    assertThat(CompletableFuture.supplyAsync(() -> entered.find(D)).get()).isNull();
    found.directory().close();
    assertThat(isOpen(d)).isTrue();

    WritablePosixDirectory e = directory(Path.of("e"));
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
    WritablePosixDirectory d = directory(D);
    entered.keep(D, d);
    entered.close();
    assertThat(isOpen(d)).isTrue();
    d.close();
    assertThat(isOpen(d)).isFalse();
  }

  @Test
  void isEmptiedWithItsRoot() throws Exception {
    WritablePosixDirectory d = (WritablePosixDirectory) root.enter(D);
    d.close();
    assertThat(isOpen(d)).isTrue();
    root.close();
    assertThat(isOpen(d)).isFalse();
    assertThatThrownBy(() -> root.enter(D)).isInstanceOf(ClosedFileSystemException.class);
    root = LocalTrees.open(Calls.POSIX, folder.resolve("tree"), ReadOptions.PLAIN);
  }
}
