package io.camelmirror.tree;

import java.nio.file.Path;

/**
 * Decides which paths take part in a mirror. What does not is not copied, and not deleted either
 * unless the filter says so.
 */
@FunctionalInterface
public interface PathFilter {

  /** Accepts every path. */
  PathFilter ALL = (relative, directory) -> true;

  /**
   * Tells whether a path takes part. Nothing below a directory that does not is looked at.
   *
   * @param relative the path below the root
   * @param directory whether a directory stands there
   */
  boolean accepts(Path relative, boolean directory);

  /** Whether the replica is to lose what does not take part. */
  default boolean deletesRest() {
    return false;
  }

  /** The same filter, which deletes the rest. */
  default PathFilter deletingRest() {
    PathFilter accepting = this;
    return new PathFilter() {
      @Override
      public boolean accepts(Path relative, boolean directory) {
        return accepting.accepts(relative, directory);
      }

      @Override
      public boolean deletesRest() {
        return true;
      }
    };
  }
}
