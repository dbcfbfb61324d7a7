package io.camelmirror.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableTree;
import io.camelmirror.tree.local.LocalSite;
import io.camelmirror.watched.Watch;
import io.camelmirror.watched.WatchedSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrashFoldersTest {

  private static final Instant NOW = Instant.parse("2026-11-22T21:17:29.123Z");
  private static final Duration KEEP = Duration.ofDays(30);
  private static final String OLD = TrashFolders.nameOf(NOW.minus(KEEP).minusMillis(1));
  private static final String OLDER = TrashFolders.nameOf(NOW.minus(KEEP.multipliedBy(20)));
  private static final String YOUNG = TrashFolders.nameOf(NOW.minus(KEEP));

  @TempDir Path folder;

  @Test
  void namesFoldersByTheDateOfTheirPass() {
    assertThat(TrashFolders.nameOf(NOW)).isEqualTo("2026-11-22T21-17-29.123Z");
    assertThat(TrashFolders.dateOf("2026-11-22T21-17-29.123Z")).isEqualTo(NOW);
    assertThat(TrashFolders.dateOf("2026-11-22")).isNull();
  }

  @Test
  void throwsAwayWhatIsOldEnough() throws Exception {
    TreeBuilder trash = trash(OLD + "/d/e/a = 1", OLD + "/p |", OLDER + "/a = 1", YOUNG + "/a = 1");
    assertThat(purge(trash, new Watch() {})).isEqualTo(2);
    assertThat(trash.path(OLD)).doesNotExist();
    assertThat(trash.path(OLDER)).doesNotExist();
    assertThat(trash.content(YOUNG + "/a")).isEqualTo("1");
  }

  @Test
  void leavesAloneWhatHasAnotherName() throws Exception {
    TreeBuilder trash = trash("mine/a = 1", "2001-01-01/a = 1", OLD + "-copy/a = 1", "file = 1");
    assertThat(purge(trash, new Watch() {})).isZero();
    for (String path : List.of("mine/a", "2001-01-01/a", OLD + "-copy/a", "file")) {
      assertThat(trash.path(path)).exists();
    }
  }

  @Test
  void throwsAwayWhatIsInUnwritableFolders() throws Exception {
    TreeBuilder trash = trash(OLD + "/d/closed/a = 1", OLD + "/open/b = 1");
    trash.mode(OLD + "/d/closed", 0).mode(OLD + "/d", 0500).mode(OLD, 0555);
    List<String> calls = new ArrayList<>();
    purge(trash, listening(calls));
    assertThat(trash.path(OLD)).doesNotExist();
    // Said of the calls, too: root may write to every folder.
    assertThat(calls)
        .contains("setMode " + OLD)
        .containsSubsequence("setMode d", "setMode closed", "delete a", "delete closed", "delete d")
        .doesNotContain("setMode open");
  }

  @Test
  void goesThroughNoLink() throws Exception {
    TreeBuilder precious = TreeBuilder.in(folder.resolve("precious"), "a = 1");
    TreeBuilder trash = trash(OLD + "/l -> ../../precious", OLDER + " -> ../precious");
    assertThat(purge(trash, new Watch() {})).isEqualTo(2);
    assertThat(trash.path(OLD)).doesNotExist();
    assertThat(Files.exists(trash.path(OLDER), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(precious.content("a")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({"openEntry, d", "setMode, d", "delete, a"})
  void changesNothingBehindALinkThatTakesAName(String awaited, String name) throws Exception {
    NativeCalls.require();
    TreeBuilder precious = TreeBuilder.in(folder.resolve("precious"), "a = 1").mode("", 0500);
    TreeSnapshot before = TreeSnapshot.of(precious.root());
    TreeBuilder trash = trash(OLD + "/d/a = 1").mode(OLD + "/d", 0500);
    Path held = trash.path(OLD + "/d");
    Path moved = folder.resolve("moved");
    Watch watch =
        new Watch() {
          @Override
          public void writes(String call, Path path) throws IOException {
            if (call.equals(awaited) && path.endsWith(name) && Files.notExists(moved)) {
              Files.move(held, moved);
              Files.createSymbolicLink(held, precious.root());
            }
          }

          @Override
          public void reads(String call, Path path) throws IOException {
            writes(call, path);
          }
        };
    assertThatThrownBy(() -> purge(trash, watch)).isInstanceOf(IOException.class);
    assertThat(moved).exists();
    assertThat(TreeSnapshot.of(precious.root())).isEqualTo(before);
  }

  private TreeBuilder trash(String... entries) throws IOException {
    return TreeBuilder.in(folder.resolve("trash"), entries);
  }

  private int purge(TreeBuilder trash, Watch watch) throws IOException {
    FolderPair folders = new FolderPair(folder.resolve("source"), folder.resolve("replica"));
    WatchedSite site = new WatchedSite(new LocalSite(folders), watch);
    try (WritableTree tree = site.openOutside(trash.root(), ReadOptions.PLAIN, false)) {
      return TrashFolders.purge(tree, KEEP, NOW);
    }
  }

  private static Watch listening(List<String> calls) {
    return new Watch() {
      @Override
      public void writes(String call, Path path) {
        calls.add(call + " " + path.getFileName());
      }
    };
  }
}
