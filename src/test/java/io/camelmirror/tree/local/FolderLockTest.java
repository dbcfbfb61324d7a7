package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.UnusableFolderException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir Path folder;
  private TreeBuilder replica;

  @BeforeEach
  void makeReplica() throws Exception {
    NativeCalls.require();
    replica = TreeBuilder.in(folder.resolve("replica"), "a = 1");
  }

  @Test
  void keepsASecondMirrorAwayUntilItIsClosed() throws Exception {
    TreeSnapshot before = TreeSnapshot.of(folder);
    try (FolderLock second = lock(replica)) {
      try (FolderLock first = lock(replica)) {
        first.acquire();
        assertThatThrownBy(second::acquire)
            .isInstanceOf(UnusableFolderException.class)
            .hasMessage(
                "the replica %s belongs to another mirror, process %d",
                replica.root(), ProcessHandle.current().pid());
        assertThat(TreeSnapshot.of(folder)).isEqualTo(before);
      }
      second.acquire();
    }
  }

  @Test
  void isAcquiredForEachPass() throws Exception {
    try (FolderLock first = lock(replica);
        FolderLock second = lock(replica)) {
      first.acquire();
      first.acquire();
      assertThatThrownBy(second::acquire).isInstanceOf(UnusableFolderException.class);
      assertThatThrownBy(second::acquire).isInstanceOf(UnusableFolderException.class);
      first.acquire();
    }
  }

  @Test
  void isAboutOneFolder() throws Exception {
    TreeBuilder other = TreeBuilder.in(folder.resolve("other"));
    try (FolderLock first = lock(replica);
        FolderLock second = lock(other)) {
      first.acquire();
      second.acquire();
    }
  }

  @Test
  void locksTheFolderThatTookThePlace() throws Exception {
    try (FolderLock first = lock(replica);
        FolderLock second = lock(replica)) {
      first.acquire();
      replica.delete("");
      assertThatThrownBy(first::acquire).isInstanceOf(NoSuchFileException.class);
      TreeBuilder.in(replica.root());
      first.acquire();
      assertThatThrownBy(second::acquire).isInstanceOf(UnusableFolderException.class);
    }
  }

  @Test
  void findsTheHolderInTheTableOfLocks() {
    List<String> lines =
        List.of(
            "1: POSIX  ADVISORY  WRITE 111 fd:00:4711 0 EOF",
            "2: FLOCK  ADVISORY  WRITE 222 fd:00:14711 0 EOF",
            "3: -> FLOCK  ADVISORY  WRITE 333 fd:00:4711 0 EOF",
            "4: FLOCK  ADVISORY  WRITE 444 fd:00:4711 0 EOF",
            "5: OFDLCK ADVISORY",
            "");
    assertThat(new LockTable(lines).holder("fd:00:4711")).isEqualTo(", process 444");
    assertThat(new LockTable(lines).holder("fd:00:711")).isEmpty();
    assertThat(new LockTable(lines).holder("fd:01:4711")).isEmpty();
    assertThat(new LockTable(List.of()).holder("fd:00:4711")).isEmpty();
  }

  /** A chain is right; what leads back to where it begins is not. */
  @Test
  void refusesACircleOfMirrors() throws Exception {
    TreeBuilder.in(folder, "a/", "b/", "c/", "a/sub/");
    try (FolderLock first = lock("a", "b");
        FolderLock second = lock("b", "c");
        FolderLock elsewhere = lock("a", "a-copy-elsewhere")) {
      first.acquire();
      second.acquire();
      for (String[] back : new String[][] {{"b", "a"}, {"c", "a"}, {"c", "a/sub"}}) {
        try (FolderLock closing = lock(back[0], back[1])) {
          assertThatThrownBy(closing::acquire)
              .isInstanceOf(UnusableFolderException.class)
              .hasMessageContaining("must not form a circle")
              .hasMessageContaining(back[0], back[1]);
          // It holds nothing then.
          assertThatThrownBy(closing::acquire).hasMessageContaining("must not form a circle");
        }
      }
      TreeBuilder.in(folder, "a-copy-elsewhere/");
      elsewhere.acquire();
      first.acquire();
    }
    try (FolderLock back = lock("b", "a")) {
      back.acquire();
    }
  }

  @Test
  void followsTheSourceToWhereItLeadsNow() throws Exception {
    TreeBuilder tree = TreeBuilder.in(folder, "a/", "b/", "old/", "current -> old");
    try (FolderLock first = lock("current", "b");
        FolderLock back = lock("b", "a")) {
      first.acquire();
      back.acquire();
      tree.delete("current").add("current -> a");
      assertThatThrownBy(first::acquire).hasMessageContaining("must not form a circle");
    }
  }

  @Test
  void readsTheMarksInTheTableOfLocks() {
    LockTable table =
        new LockTable(
            List.of(
                "1: OFDLCK ADVISORY  READ -1 fd:00:20 10 264241162",
                "2: OFDLCK ADVISORY  READ -1 00:1a:30 20 265289748",
                "3: OFDLCK ADVISORY  READ -1 fd:00:40 0 EOF",
                "4: POSIX  ADVISORY  READ 7 fd:00:10 20 46",
                "5: FLOCK  ADVISORY  WRITE 7 fd:00:20 0 EOF"));
    Entry.Inode origin = new Entry.Inode(0xfcL << 32, 10);
    assertThat(LockTable.lengthFor(origin.device())).isEqualTo(264241153);
    assertThat(table.comesFrom(new Entry.Inode(0xfdL << 32, 20), List.of(origin))).isTrue();
    assertThat(table.comesFrom(new Entry.Inode(0xfdL << 32, 40), List.of(origin))).isFalse();
    assertThat(table.comesFrom(origin, List.of(new Entry.Inode(0xfdL << 32, 20)))).isFalse();
  }

  private FolderLock lock(TreeBuilder locked) {
    return lock("source", locked.root().getFileName().toString());
  }

  private FolderLock lock(String source, String locked) {
    return new FolderLock(
        new RootPath("source", folder.resolve(source)),
        new RootPath("replica", folder.resolve(locked)));
  }
}
