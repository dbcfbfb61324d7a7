package io.camelmirror.tree;

import java.nio.file.Path;

/** Decides by a path and its entry whether the mirror includes them; see {@link Selection}. */
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
}
