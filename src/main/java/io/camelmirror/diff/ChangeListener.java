package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Exclusion;
import java.nio.file.Path;

/** Receives the findings of a walk. Methods may be called concurrently and must not throw. */
public interface ChangeListener {

  /**
   * A path needs a change. At its end, the walk waits until {@code completion} is called for each
   * change.
   *
   * @param completion must be called exactly once
   */
  void change(Change change, ChangeCompletion completion);

  /** A path cannot be read. */
  void problem(Problem problem);

  /** Returns true if {@link #excluded} is to be called. Asked once per walk. */
  default boolean wantsExcluded() {
    return false;
  }

  /**
   * An entry is excluded.
   *
   * @param entry the entry of the source; that of the replica if the source has none
   */
  default void excluded(Path path, Entry entry, Exclusion by) {}

  /**
   * This user owns a directory of the replica but may not read it. Its permissions may be widened
   * until {@link #restoreAttributes}.
   */
  void grantOwnerAccess(Path path);

  /**
   * A directory of the replica is about to be filled, and lets someone in whom the source keeps
   * out.
   *
   * @param source the directory in the source
   * @param directory the directory in the replica
   * @return false if it cannot be restricted, so that it must not be filled
   */
  boolean restrict(Path path, Entry source, Entry.Inode directory);

  /**
   * All changes in and below a directory of the replica are done, and some changed its names, so
   * that its permissions and times may be wrong now.
   *
   * @param source the directory in the source
   * @param directory the directory in the replica; null to give nobody access who has none now
   */
  void restoreAttributes(Path path, Entry source, Entry.Inode directory);
}
