package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
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

  /**
   * This user owns a directory of the replica but may not read it. Its permissions may be widened
   * until {@link #restoreAttributes}.
   */
  void grantOwnerAccess(Path path);

  /**
   * All changes in and below a directory of the replica are done, and some changed its names, so
   * that its permissions and times may be wrong now.
   *
   * @param source the directory in the source
   */
  void restoreAttributes(Path path, Entry source);
}
