package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeCompletion;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Problem;
import java.io.IOException;
import java.io.InputStream;

/** A change found by a pass that waits for its completion. */
public final class PendingChange {

  private final Pass pass;
  private final Change change;
  private final ChangeCompletion completion;
  private volatile Outcome outcome;
  private volatile Exception failure;
  private IllegalStateException late;
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

  /** Returns true if the change can no longer be applied. */
  public synchronized boolean isOver() {
    return completed || !pass.isUnderWay();
  }

  /** The outcome of {@link #apply}; null until it has succeeded. */
  public Outcome outcome() {
    return outcome;
  }

  /** Why the last {@link #apply} failed; null if it did not. */
  public Exception failure() {
    return failure;
  }

  /**
   * Opens the content of {@link Change#entry}, during the pass and afterwards, without following
   * links that the mirror does not follow.
   *
   * @throws IOException if it is not a file, no longer exists or cannot be read
   */
  public InputStream open() throws IOException {
    return pass.open(change);
  }

  /**
   * Applies the change to the replica, unless that was done before.
   *
   * @return the outcome
   * @throws IOException if the change failed; the replica keeps its old entry then
   * @throws IllegalStateException if the change is over; that is a problem of its path
   */
  public synchronized Outcome apply() throws IOException {
    if (outcome == null) {
      try {
        requireOpen();
        outcome = pass.apply(change);
        failure = null;
      } catch (IOException | RuntimeException e) {
        failure = e;
        throw e;
      }
    }
    return outcome;
  }

  private void requireOpen() {
    if (!isOver()) {
      return;
    }
    // Redeliveries are one problem.
    if (late == null) {
      late =
          new IllegalStateException(
              pass.isUnderWay()
                  ? "its exchange ended before it was applied, as with a wireTap or an aggregation"
                  : "the pass that found this change has ended");
      pass.problem(new Problem(change.path(), change.action().verb(), late));
    }
    throw late;
  }

  /**
   * Returns true if a retry may succeed: the whole replica is missing, full or broken, and no
   * change of this pass has failed for good for that reason.
   */
  public boolean isWorthAnotherAttempt(IOException failure) {
    return pass.isWorthAnotherAttempt(failure);
  }

  /**
   * Completes the change. Only the first call counts. If another thread is just applying the
   * change, this waits for it, and the result is that of an applied change.
   */
  public void complete(Outcome result) {
    Outcome told;
    synchronized (this) {
      if (completed) {
        return;
      }
      completed = true;
      told = appliedMeanwhile(result);
    }
    try {
      pass.completed(change, told);
    } finally {
      completion.done(told);
    }
  }

  private Outcome appliedMeanwhile(Outcome result) {
    if (outcome == null || result.isApplied()) {
      return result;
    }
    return result.failure() == null ? outcome : outcome.with(result.failure());
  }
}
