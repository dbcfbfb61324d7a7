package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.OtherDisk;
import io.camelmirror.TreeBuilder;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.local.LocalSite;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceGuardTest {

  @TempDir Path folder;
  private TreeBuilder source;
  private TreeBuilder replica;
  private final SourceGuard guard = new SourceGuard();

  @BeforeEach
  void makeRoots() throws IOException {
    source = TreeBuilder.in(folder.resolve("source"), "a = 1");
    replica = TreeBuilder.in(folder.resolve("replica"));
  }

  @Test
  void takesNoMissingSource() throws Exception {
    open(source.root());
    source.delete("");
    assertThatThrownBy(() -> open(source.root()))
        .isInstanceOf(GoneException.class)
        .hasMessageStartingWith(
            "the source %s is gone, nothing was deleted: ".formatted(source.root()));
    TreeBuilder.in(source.root());
    open(source.root());
  }

  @Test
  void takesNoFileForTheSource() throws Exception {
    open(source.root());
    source.delete("");
    TreeBuilder.in(folder, "source = a file now");
    assertThatThrownBy(() -> open(source.root()))
        .isInstanceOf(GoneException.class)
        .hasMessageContaining("the source %s is gone, nothing was deleted", source.root());
  }

  @Test
  void saysThatItIsTheReplica() throws Exception {
    replica.delete("");
    TreeBuilder.in(folder, "replica = a file now");
    assertThatThrownBy(() -> open(source.root()))
        .isInstanceOf(GoneException.class)
        .hasMessageContaining("the replica %s is gone, nothing was deleted", replica.root());
  }

  @Test
  void takesASourceThatHasBecomeEmpty() throws Exception {
    open(source.root());
    source.delete("a");
    open(source.root());
    source.delete("");
    TreeBuilder.in(source.root());
    open(source.root());
  }

  /** What is under a mount point stands for itself here: the guard sees another file system. */
  @Test
  void takesNoEmptyFolderOnAnotherFileSystem() throws Exception {
    TreeBuilder other = TreeBuilder.in(OtherDisk.apartFrom(folder));
    try {
      open(source.root());
      assertThatThrownBy(() -> open(other.root()))
          .isInstanceOf(GoneException.class)
          .hasMessage(
              "the source %s is gone, nothing was deleted: its file system is not mounted",
              other.root());
      // It is still the first one that it waits for.
      assertThatThrownBy(() -> open(other.root())).isInstanceOf(GoneException.class);
      open(source.root());
    } finally {
      other.delete("");
    }
  }

  @Test
  void takesAnotherFileSystemThatHasSomething() throws Exception {
    TreeBuilder other = TreeBuilder.in(OtherDisk.apartFrom(folder), "a = 1");
    try {
      open(source.root());
      open(other.root());
      other.delete("a");
      open(other.root());
    } finally {
      other.delete("");
    }
  }

  @Test
  void takesAnyEmptySourceAtFirst() throws Exception {
    TreeBuilder other = TreeBuilder.in(OtherDisk.apartFrom(folder));
    try {
      open(other.root());
    } finally {
      other.delete("");
    }
  }

  @Test
  void fillsNoEmptyFolderInThePlaceOfTheReplicasDisk() throws Exception {
    TreeBuilder other = TreeBuilder.in(OtherDisk.apartFrom(folder));
    try {
      open(source.root(), replica.root());
      assertThatThrownBy(() -> open(source.root(), other.root()))
          .isInstanceOf(GoneException.class)
          .hasMessageContaining("the replica")
          .hasMessageContaining("its file system is not mounted");
      open(source.root(), replica.root());
      other.add("a = 1");
      open(source.root(), other.root());
    } finally {
      other.delete("");
    }
  }

  private void open(Path from) throws IOException {
    open(from, replica.root());
  }

  private void open(Path from, Path to) throws IOException {
    FolderPair folders = new FolderPair(from, to);
    try (Trees trees = new LocalSite(folders).open(ReadOptions.PLAIN, false)) {
      guard.check(trees);
      assertThat(trees.source().path()).isEqualTo(from);
    }
  }
}
