package io.camelmirror.tree;

import java.nio.file.Path;

/**
 * Decides which paths take part in a mirror. What does not is not copied, and not deleted either
 * unless the filter says so.
 */
@FunctionalInterface
public interface PathFilter {

  /** Accepts every path. */
  PathFilter ALL = (relative, entry, side) -> true;

  /**
   * Tells whether a path takes part. Nothing below a directory that does not is looked at.
   *
   * @param relative the path below the root
   * @param entry what stands there
   * @param side the tree that has the entry: the replica only where the source has nothing
   */
  boolean accepts(Path relative, Entry entry, Side side);

  /** One of the two trees. */
  enum Side {
    SOURCE,
    REPLICA
  }

  /** Whether the replica is to lose what does not take part. */
  default boolean deletesRest() {
    return false;
  }

  /** The same filter, which deletes the rest. */
  default PathFilter deletingRest() {
    PathFilter accepting = this;
    return new PathFilter() {
      @Override
      public boolean accepts(Path relative, Entry entry, Side side) {
        return accepting.accepts(relative, entry, side);
      }

      @Override
      public boolean deletesRest() {
        return true;
      }
    };
  }
}
