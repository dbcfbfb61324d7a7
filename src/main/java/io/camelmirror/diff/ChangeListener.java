package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import java.nio.file.Path;

/**
 * Is told what a walk finds, while it goes on. Every method may be called by several threads at
 * once, and none may throw.
 */
public interface ChangeListener {

  /**
   * A path needs a change. The walk waits, at its end, until {@code done} was called for each.
   *
   * @param done to be called exactly once, when the change was applied, left out or has failed
   */
  void change(Change change, Done done);

  /** A path could not be read. */
  void problem(Problem problem);

  /**
   * A directory of the replica cannot be read by its owner, which this user is: its permissions may
   * be widened until it is settled.
   */
  void admit(Path path);

  /**
   * All changes in and below a directory of the replica have been dealt with, and some were made in
   * it: its own permissions and times may no longer be what they should be.
   *
   * @param source the directory in the source
   */
  void settle(Path path, Entry source);
}
