package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import java.nio.file.Path;

/** Receives the findings of a march. A {@link #change} never removes anything. */
public interface MarchListener extends ChangeListener, NotKeptListener {

  /** A change that {@linkplain Change#isRemoval removes} an entry from the replica. */
  void orphan(Change change);

  /** An orphan stays where it is in this pass, because a step of a route held back its move. */
  default void stays(Path orphan) {
    // Only what deletes orphans and opens their directories needs to know.
  }

  /** Called before each stretch of content that is compared; returns true to stop reading. */
  default boolean isReadingCancelled() {
    return false;
  }

  /**
   * A directory keeps its permissions because orphans in it, or below it, would become accessible
   * to others.
   *
   * @param directory the directory in the replica
   */
  void keptClosed(Path path, Entry source, Entry.Inode directory);

  /**
   * An earlier run died and left a temporary file in the replica.
   *
   * @param directory the directory in the replica that holds it
   */
  void leftover(Path path, Entry.Inode directory);

  /** A pair of directories was listed. */
  void seen(int inSource, int inReplica);

  /** The entry is the same in both trees. Not called for directories. */
  void unchanged();

  /** A source entry is not mirrored, or not yet. */
  void skipped(Path path, Entry source, Skipped why);
}
