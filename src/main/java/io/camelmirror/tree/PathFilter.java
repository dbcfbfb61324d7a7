package io.camelmirror.tree;

import java.nio.file.Path;

/**
 * Decides which paths the mirror includes. Excluded paths are not copied, and they are deleted from
 * the replica only if {@link #deletesRest} says so.
 */
@FunctionalInterface
public interface PathFilter {

  /** Accepts every path. */
  PathFilter ALL = (relative, entry, side) -> true;

  /**
   * Returns true to include a path. Excluding a directory excludes everything below it.
   *
   * @param relative the path below the root
   * @param entry the entry at the path
   * @param side the tree that has the entry: the replica only if the source has none
   */
  boolean accepts(Path relative, Entry entry, Side side);

  /** One of the two trees. */
  enum Side {
    SOURCE,
    REPLICA
  }

  /** Returns true to delete excluded paths from the replica. */
  default boolean deletesRest() {
    return false;
  }

  /** Returns the same filter, deleting excluded paths. */
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
