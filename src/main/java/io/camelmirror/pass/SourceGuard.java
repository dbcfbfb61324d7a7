package io.camelmirror.pass;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Lets a pass begin only when the roots are what they were: an empty mount point is not taken for a
 * source that has lost everything, nor for a replica to be filled.
 */
final class SourceGuard {

  private static final Path ROOT = Path.of("");

  /** The file systems that the roots were on; null before the first pass. */
  private Long source;

  private Long replica;

  /**
   * Checks both trees, which have just been opened.
   *
   * @throws GoneException when one of them is not what it was
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
