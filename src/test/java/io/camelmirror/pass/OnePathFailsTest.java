package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Scope;
import io.camelmirror.posix.Errno;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.watched.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers each call with each error below one folder only: everything else must be right. */
class OnePathFailsTest {

  private static final int[] ERRORS = {
    Errno.EPERM,
    Errno.EIO,
    Errno.EACCES,
    Errno.EEXIST,
    Errno.EINVAL,
    Errno.ENOSPC,
    Errno.EROFS,
    Errno.ENOSYS,
    Errno.ENOTEMPTY,
    Errno.EOPNOTSUPP,
    Errno.EDQUOT
  };

  private static final Set<Integer> NOT_SUPPORTED =
      Set.of(Errno.EPERM, Errno.EINVAL, Errno.ENOSYS, Errno.EOPNOTSUPP);

  private static final List<String> OLD =
      List.of("updated = old", "mode = 1", "link -> old", "gone = 1", "gone-folder/a = 1");
  private static final List<String> NEW =
      List.of(
          "updated = the new content", "mode = 1", "link -> new", "new = 1", "new-folder/a = 1");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "createFile",
        "copyFrom",
        "createDirectory",
        "createLink",
        "rename",
        "delete",
        "setMode",
        "setModified",
        "setOwner",
        "list",
        "read",
        "open"
      })
  void leavesAllOtherPathsRight(String call) throws Exception {
    NativeCalls.require();
    for (int error : ERRORS) {
      Path at = Files.createDirectory(folder.resolve(Integer.toString(error)));
      TreeBuilder source = tree(at.resolve("source"), NEW);
      TreeBuilder replica = tree(at.resolve("replica"), OLD);
      source.mode("other/mode", 0600).mode("victim/mode", 0600);
      String when = call + " with " + Errno.text(error);
      Failing failing = new Failing(call, error);
      PassRecord record = new PassRecord();
      try (Mirror mirror = MirrorBuilder.of(source, replica).watchedBy(failing).open(record)) {
        mirror.pass(Scope.ALL);
      }
      assertThat(record.problems())
          .as(when)
          .extracting(Problem::path)
          .allMatch(path -> path.startsWith("victim"));
      assertThat(TreeSnapshot.of(replica.path("other")))
          .as(when)
          .isEqualTo(TreeSnapshot.of(source.path("other")));
      assertThat(record.notKept()).as(when).isEmpty();
      assertThat(contents(replica.path("victim")))
          .as(when)
          .isSubsetOf("old", "the new content", "1");

      record.clear();
      try (Mirror sound = MirrorBuilder.of(source, replica).open(record)) {
        sound.pass(Scope.ALL);
      }
      assertThat(record.problems()).as(when).isEmpty();
      assertThat(TreeSnapshot.of(replica.root()))
          .as(when)
          .isEqualTo(TreeSnapshot.of(source.root()));
    }
  }

  private static TreeBuilder tree(Path root, List<String> entries) throws IOException {
    TreeBuilder tree = TreeBuilder.in(root);
    for (String entry : entries) {
      tree.add("victim/" + entry, "other/" + entry);
    }
    return tree;
  }

  /** Of all files but those that a failed delete has left. */
  private static List<String> contents(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> !path.getFileName().toString().startsWith(".camel-mirror-"))
          .filter(path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path))
          .map(OnePathFailsTest::content)
          .toList();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static final class Failing implements Watch {

    private final String call;
    private final int error;

    Failing(String call, int error) {
      this.call = call;
      this.error = error;
    }

    @Override
    public void writes(String made, Path path) throws IOException {
      fail(made, path);
    }

    @Override
    public void reads(String made, Path path) throws IOException {
      fail(made, path);
    }

    private void fail(String made, Path path) throws IOException {
      if (made.equals(call) && path.toString().contains("/victim")) {
        if (NOT_SUPPORTED.contains(error)) {
          throw new NotSupportedException(path.toString(), Errno.text(error));
        }
        throw Errno.exception(-error, path);
      }
    }
  }
}
