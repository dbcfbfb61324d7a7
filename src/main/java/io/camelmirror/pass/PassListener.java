package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Skipped;
import io.camelmirror.tree.Kind;
import java.nio.file.Path;

/**
 * Hears what the passes of a mirror do. Methods about single changes are called by several threads
 * at once, and hold these up for as long as they take. A listener that throws is logged; the pass
 * goes on.
 */
public interface PassListener {

  /** A pass has begun: both trees are open. */
  default void passBegan(PassProgress pass) {}

  /** A change was applied, would have been, or turned out not to be needed. */
  default void changed(PassProgress pass, Change change, Outcome outcome) {}

  /** A path failed. */
  default void problem(PassProgress pass, Problem problem) {}

  /** An entry of the source is not mirrored, or not yet. */
  default void skipped(PassProgress pass, Path path, Kind kind, Skipped why) {}

  /** A temporary of an earlier run was removed from the replica. */
  default void leftoverRemoved(PassProgress pass, Path path) {}

  /** Something cannot be kept in this replica, or not by this user. Told once for each mirror. */
  default void notKept(String mirror, String line) {}

  /** A guard refused to delete. */
  default void refused(PassProgress pass, Refusal refusal) {}

  /** A pass has ended, with its reconciliation if it had one; nothing of it is left. */
  default void passEnded(PassReport report) {}

  /** A reconciliation that was asked for apart from a pass has ended. */
  default void reconciled(PassReport report) {}

  /** A pass was cancelled. */
  default void passCancelled(PassProgress pass) {}

  /** A pass could not begin, or an error ended it. */
  default void passFailed(String mirror, Exception cause) {}
}
