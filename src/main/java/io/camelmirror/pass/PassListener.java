package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Skipped;
import io.camelmirror.tree.Exclusion;
import io.camelmirror.tree.Kind;
import java.nio.file.Path;

/**
 * Receives the events of a mirror's passes. Methods about single changes are called concurrently
 * and block the calling threads. Exceptions from a listener are logged, and the pass continues.
 */
public interface PassListener extends VerifyListener {

  /** A pass has started; both trees are open. */
  default void passBegan(PassProgress pass) {}

  /** A change has completed without failing; the outcome says if it was applied. */
  default void changed(PassProgress pass, Change change, Outcome outcome) {}

  /** A path failed. */
  default void problem(PassProgress pass, Problem problem) {}

  /** An entry of the source is not mirrored, or not yet. */
  default void skipped(PassProgress pass, Path path, Kind kind, Skipped why) {}

  /** Returns true to hear of {@linkplain #excluded excluded} entries. Asked once per walk. */
  default boolean wantsExcluded() {
    return false;
  }

  /**
   * An entry is excluded: it is not mirrored, and stays in the replica unless excluded entries are
   * to be deleted. What is below an excluded directory is not reported.
   *
   * @param kind the kind of entry in the source; in the replica if the source has none
   */
  default void excluded(PassProgress pass, Path path, Kind kind, Exclusion by) {}

  /**
   * A directory keeps its permissions until its orphans are removed, which the source's would open
   * to others.
   */
  default void keptClosed(PassProgress pass, Path path) {}

  /** A temporary file of an earlier run was removed from the replica. */
  default void leftoverRemoved(PassProgress pass, Path path) {}

  /** This replica or this user cannot preserve something. Reported once per mirror. */
  default void notKept(String mirror, String line) {}

  /** A guard refused to delete. */
  default void refused(PassProgress pass, Refusal refusal) {}

  /** A pass has ended, with its reconciliation if it had one, and its resources are released. */
  default void passEnded(PassReport report) {}

  /** A reconciliation outside a pass has ended. */
  default void reconciled(PassReport report) {}

  /** A pass was cancelled. */
  default void passCancelled(PassProgress pass) {}

  /** A pass could not start, or an error ended it. */
  default void passFailed(String mirror, Exception cause) {}
}
