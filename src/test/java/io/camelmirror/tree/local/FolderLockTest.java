package io.camelmirror.tree.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.testing.TreeSnapshot;
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

  private FolderLock lock(TreeBuilder locked) {
    return new FolderLock(
        new RootPath("source", folder.resolve("source")), new RootPath("replica", locked.root()));
  }
}
