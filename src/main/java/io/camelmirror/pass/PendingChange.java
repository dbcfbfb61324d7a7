package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeCompletion;
import io.camelmirror.diff.Outcome;
import java.io.IOException;

/** A change found by a pass that waits for its completion. */
public final class PendingChange {

  private final Pass pass;
  private final Change change;
  private final ChangeCompletion completion;
  private volatile Outcome outcome;
  private boolean completed;

  PendingChange(Pass pass, Change change, ChangeCompletion completion) {
    this.pass = pass;
    this.change = change;
    this.completion = completion;
  }

  public Change change() {
    return change;
  }

  /** The name of the mirror that found the change. */
  public String mirror() {
    return pass.mirror();
  }

  /** Returns true if a pass of this mirror found the change. */
  public boolean isOf(Mirror mirror) {
    return pass.isOf(mirror);
  }

  /** Returns true until the pass that found the change has ended. */
  public boolean isPassUnderWay() {
    return pass.isUnderWay();
  }

  /** The outcome of {@link #apply}; null until it has succeeded. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Applies the change to the replica.
   *
   * @return the outcome
   * @throws IOException if the change failed; the replica keeps its old entry then
   * @throws IllegalStateException if the pass has ended
   */
  public Outcome apply() throws IOException {
    Outcome applied = pass.apply(change);
    outcome = applied;
    return applied;
  }

  /**
   * Returns true if a retry may succeed: the whole replica is missing, full or broken, and no
   * change of this pass has failed for good for that reason.
   */
  public boolean isWorthAnotherAttempt(IOException failure) {
    return pass.isWorthAnotherAttempt(failure);
  }

  /** Completes the change. Only the first call counts. */
  public void complete(Outcome result) {
    synchronized (this) {
      if (completed) {
        return;
      }
      completed = true;
    }
    try {
      pass.completed(change, result);
    } finally {
      completion.done(result);
    }
  }
}
