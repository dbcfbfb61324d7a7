package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.Fact;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TemporaryName;
import io.camelmirror.tree.local.LocalSite;
import io.camelmirror.watched.FailingWrites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lets each single write of a pass fail, one run for each, and looks at what is left. */
class FailureTest {

  private static final String[] OLD = {
    "same = 1",
    "updated = old content",
    "mode = 1",
    "relinked -> old",
    "file-to-folder = old content",
    "file-to-link = old content",
    "folder-to-file/a = 1",
    "folder-to-link/b/c = 1",
    "link-to-file -> same",
    "link-to-folder -> same",
    "gone = 1",
    "gone-folder/a = 1",
    "gone-folder/b/c = 1",
    "folder/stays = 1",
    "moved/a = 1"
  };

  private static final String[] NEW = {
    "same = 1",
    "updated = the new content",
    "mode = 1",
    "relinked -> new",
    "file-to-folder/a = 1",
    "file-to-link -> same",
    "folder-to-file = the new content",
    "folder-to-link -> same",
    "link-to-file = the new content",
    "link-to-folder/a = 1",
    "folder/stays = 1",
    "folder/created = the new content",
    "created/a/b = the new content",
    "created/l -> ../nowhere",
    "folder/moved/a = 1",
    "folder/moved/new = 1"
  };

  private static final Instant MOVED = Instant.parse("2024-05-06T07:08:09.123456789Z");

  @TempDir Path folder;

  @ParameterizedTest(name = "by {0}, and all later ones: {1}")
  @CsvSource({"POSIX, false", "POSIX, true", "NIO, false"})
  void leavesEveryEntryWholeAndConverges(LocalSite.Calls calls, boolean dies) throws Exception {
    NativeCalls.require(calls);
    TreeBuilder before = TreeBuilder.in(folder.resolve("before"), OLD);
    int n = 1;
    while (failAt(n, calls, dies, before)) {
      n++;
    }
    assertThat(n).as("writes of the pass").isGreaterThan(50);
  }

  /** Runs the scenario once; tells whether it had that many calls. */
  private boolean failAt(int n, LocalSite.Calls calls, boolean dies, TreeBuilder before)
      throws Exception {
    Path at = folder.resolve("" + n);
    Files.createDirectory(at);
    TreeBuilder source =
        TreeBuilder.in(at.resolve("source"), NEW).mode("mode", 0600).mode("folder", 0700);
    source.exactTime("folder/moved", MOVED);
    TreeBuilder replica = TreeBuilder.in(at.resolve("replica"), OLD).exactTime("moved", MOVED);
    MirrorBuilder builder = MirrorBuilder.of(source, replica).by(calls).threads(1);
    FailingWrites failing = new FailingWrites(n, dies);
    PassRecord broken = new PassRecord();
    try (Mirror mirror = builder.watchedBy(failing).open(broken)) {
      mirror.pass(Scope.ALL);
    }
    String failed = failing.failed();
    if (failed == null) {
      assertThat(broken.problems()).isEmpty();
      assertThat(TreeSnapshot.of(replica.root(), Fact.by(calls)))
          .isEqualTo(TreeSnapshot.of(source.root(), Fact.by(calls)));
      return false;
    }
    String when = "after call " + n + ", " + failed + ", failed";
    if (!failing.hasFailedForProbe() || dies) {
      assertThat(broken.problems()).as(when).isNotEmpty();
    }
    if (!dies) {
      // A failed probe of the file system is not reported as a problem of a path.
      assertThat(broken.problems()).as(when).hasSizeLessThanOrEqualTo(1);
      if (!failed.startsWith("delete .camel-mirror-")) {
        assertThat(temporaries(replica)).as(when).isEmpty();
      }
    }
    assertWhole(replica, source, before, when);
    assertConverges(source, replica, calls, when);
    return true;
  }

  private static void assertConverges(
      TreeBuilder source, TreeBuilder replica, LocalSite.Calls calls, String when)
      throws Exception {
    PassRecord record = new PassRecord();
    try (Mirror sound = MirrorBuilder.of(source, replica).by(calls).open(record)) {
      sound.pass(Scope.ALL);
      assertThat(record.problems()).as(when).isEmpty();
      assertThat(TreeSnapshot.of(replica.root(), Fact.by(calls)))
          .as(when)
          .isEqualTo(TreeSnapshot.of(source.root(), Fact.by(calls)));
      assertThat(record.notKept()).as(when).hasSize(calls == LocalSite.Calls.NIO ? 1 : 0);
      record.clear();
      sound.pass(Scope.ALL);
      assertThat(record.changes()).as(when).isEmpty();
    }
  }

  private static void assertWhole(
      TreeBuilder replica, TreeBuilder source, TreeBuilder before, String when) throws IOException {
    for (Path path : paths(replica)) {
      if (content(replica, path) != null
          && !TemporaryName.matches(RawPath.of(path.getFileName()))) {
        assertThat(content(replica, path))
            .as(when + ": " + path)
            .isIn(content(source, path), content(before, path));
      }
    }
    // Files and links that are in both trees exist at every moment.
    for (String path : List.of("same", "updated", "relinked", "file-to-link", "link-to-file")) {
      assertThat(Files.exists(replica.path(path), LinkOption.NOFOLLOW_LINKS))
          .as(when + ": " + path)
          .isTrue();
    }
  }

  /** The content of a file; null when no file stands there. */
  private static String content(TreeBuilder tree, Path path) throws IOException {
    Path file = tree.root().resolve(path);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.readString(file) : null;
  }

  private static List<Path> temporaries(TreeBuilder tree) throws IOException {
    return paths(tree).stream()
        .filter(path -> TemporaryName.matches(RawPath.of(path.getFileName())))
        .toList();
  }

  private static List<Path> paths(TreeBuilder tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree.root())) {
      return all.map(tree.root()::relativize).toList();
    }
  }
}
