package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import java.nio.file.Path;

/**
 * Is told what a walk finds, while it goes on. Every method may be called by several threads at
 * once, and none may throw.
 */
public interface ChangeListener {

  /**
   * A path needs a change. The walk waits, at its end, until {@code completion} was called for
   * each.
   *
   * @param completion to be called exactly once
   */
  void change(Change change, ChangeCompletion completion);

  /** A path could not be read. */
  void problem(Problem problem);

  /**
   * The owner of a directory of the replica, who is this user, may not read it: the permissions may
   * be widened until {@link #restoreAttributes}.
   */
  void grantOwnerAccess(Path path);

  /**
   * All changes in and below a directory of the replica have been dealt with, and some were made in
   * it: its permissions and times may no longer be what they should be.
   *
   * @param source the directory in the source
   */
  void restoreAttributes(Path path, Entry source);
}
