package io.camelmirror.pass;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Lets a pass start only if the roots are still the same. An empty mount point must not be mistaken
 * for a source that lost everything, or for a replica to fill.
 */
final class SourceGuard {

  private static final Path ROOT = Path.of("");

  /** The device numbers of the roots; null before the first pass. */
  private Long source;

  private Long replica;

  /**
   * Checks both trees after opening them.
   *
   * @throws GoneException if a root's file system is no longer mounted
   */
  synchronized void check(Trees trees) throws IOException {
    source = check("source", trees.source(), source);
    replica = check("replica", trees.replica(), replica);
  }

  private static Long check(String role, Tree tree, Long before) throws IOException {
    Entry root = tree.read(ROOT);
    if (root == null) {
      return before;
    }
    long found = root.inode().device();
    if (before != null && before != found && isEmpty(tree)) {
      throw new GoneException(role, tree.path(), "its file system is not mounted");
    }
    return found;
  }

  private static boolean isEmpty(Tree tree) throws IOException {
    try (Directory directory = tree.open(ROOT)) {
      return directory.isEmpty();
    }
  }
}
