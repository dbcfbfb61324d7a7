package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.OtherUser;
import io.camelmirror.TreeBuilder;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ForeignLinkException;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.Way;
import io.camelmirror.tree.local.LocalSite.Calls;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
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

/** The temporary folder of these tests lies in a sticky folder that all users may write to. */
@ParameterizedClass
@EnumSource
class RootPathTest {

  @Parameter Calls calls;
  @TempDir Path folder;
  private TreeBuilder tree;

  @BeforeEach
  void makeTree() throws IOException {
    LocalTrees.require(calls);
    tree = TreeBuilder.in(folder.toRealPath().resolve("t"), "home/data/root/a = 1");
  }

  @Test
  void followsOnesOwnLinks() throws IOException {
    tree.add("l -> home/data", "m -> " + tree.path("l"), "home/up -> ../home/./data");
    for (String way : List.of("l/root", "m/root", "home/up/root", "home/data/../up//root")) {
      try (Way<?> found = follow(root(way))) {
        assertThat(found.real()).isEqualTo(tree.path("home/data/root"));
        assertThat(found.changeable()).isNull();
      }
    }
  }

  @Test
  void takesWhatStandsThereNow() throws IOException {
    tree.add("l -> home/data", "other/root/");
    RootPath root = root("l/root");
    Entry.Inode before = inode(root);
    tree.delete("l").add("l -> other");
    assertThat(inode(root)).isNotEqualTo(before);
    tree.vanish("other");
    assertThatThrownBy(() -> inode(root)).isInstanceOf(FileSystemException.class);
    tree.add("other/root/");
    inode(root);
  }

  @Test
  void followsNoLinkOfAnotherUser() throws IOException {
    tree.add("l -> home/data");
    OtherUser.own(tree.path("l"));
    assertThatThrownBy(() -> inode(root("l/root")))
        .isInstanceOf(ForeignLinkException.class)
        .hasMessageContaining(tree.path("l").toString());
    assertThatThrownBy(() -> root("l/root/new").create(calls, 0755))
        .isInstanceOf(ForeignLinkException.class);
    assertThat(tree.path("home/data/root/new")).doesNotExist();
  }

  @Test
  void takesOnlyTheFirstRootWhereOthersMayWrite() throws IOException {
    tree.mode("home", 0777);
    RootPath root = root("home/data/root");
    Entry.Inode first = inode(root);
    Files.move(tree.path("home/data"), tree.path("home/moved"));
    tree.add("home/data/root/");
    assertThatThrownBy(() -> inode(root))
        .isInstanceOf(GoneException.class)
        .hasMessageContaining("other users can change " + tree.path("home"));
    tree.mode("home", 0755);
    assertThatThrownBy(() -> inode(root)).isInstanceOf(GoneException.class);
    tree.delete("home/data");
    Files.move(tree.path("home/moved"), tree.path("home/data"));
    assertThat(inode(root)).isEqualTo(first);
  }

  @Test
  void takesNothingNewOnceOthersMayWrite() throws IOException {
    RootPath root = root("home/data/root");
    inode(root);
    tree.delete("home/data/root").add("home/data/root/");
    inode(root);
    tree.mode("home/data", 0775);
    Files.move(tree.path("home/data/root"), tree.path("home/data/moved"));
    tree.add("home/data/root/");
    assertThatThrownBy(() -> inode(root)).isInstanceOf(GoneException.class);
  }

  @Test
  void takesAFolderInAStickyFolderForItsOwners() throws IOException {
    tree.mode("home", 01777);
    RootPath root = root("home/data/root");
    inode(root);
    Files.move(tree.path("home/data"), tree.path("home/moved"));
    tree.add("home/data/root/");
    inode(root);
    OtherUser.own(tree.path("home/data"));
    inode(root);
    Files.move(tree.path("home/data"), tree.path("home/again"));
    tree.add("home/data/root/");
    assertThatThrownBy(() -> inode(root)).isInstanceOf(GoneException.class);
  }

  @Test
  void doesNotTrustAFolderOfAnotherUser() throws IOException {
    OtherUser.own(tree.path("home"));
    try (Way<?> found = follow(root("home/data/root"))) {
      assertThat(found.changeable()).isEqualTo(tree.path("home"));
    }
    // It is the root itself: only what is in it belongs to the other user.
    try (Way<?> found = follow(root("home"))) {
      assertThat(found.changeable()).isNull();
    }
  }

  @Test
  void isAFolderThatExists() throws IOException {
    tree.add("loop -> loop", "nowhere -> home/absent", "file = 1");
    assertThatThrownBy(() -> inode(root("home/absent"))).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> inode(root("home/absent/.."))).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> inode(root("file"))).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> inode(root("file/x"))).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> inode(root("loop"))).isInstanceOf(FileSystemLoopException.class);
    assertThatThrownBy(() -> inode(root("nowhere"))).hasMessageContaining("leads nowhere");
    assertThatThrownBy(() -> root("nowhere").create(calls, 0755))
        .hasMessageContaining("leads nowhere");
  }

  @Test
  void createsWhatIsMissing() throws IOException {
    tree.add("l -> home");
    root("l/new/deep/root").create(calls, 0700);
    root("l/new/deep/root").create(calls, 0700);
    assertThat(tree.path("home/new/deep/root")).isEmptyDirectory();
    if (calls == Calls.POSIX) {
      assertThat(Files.getPosixFilePermissions(tree.path("home/new/deep/root"))).hasSize(3);
    }
  }

  private RootPath root(String path) {
    return new RootPath("replica", Path.of(tree.root() + "/" + path));
  }

  private Way<?> follow(RootPath root) throws IOException {
    return calls == Calls.POSIX ? root.follow() : root.followByPath();
  }

  private Entry.Inode inode(RootPath root) throws IOException {
    try (Way<?> way = follow(root)) {
      return way.inodes().get(way.inodes().size() - 1);
    }
  }
}
