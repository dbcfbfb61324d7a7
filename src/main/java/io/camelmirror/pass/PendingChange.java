package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeCompletion;
import io.camelmirror.diff.Outcome;
import java.io.IOException;

/** A change on its way: a pass has found it, and waits until it is dealt with. */
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

  /** The name of the mirror whose pass has found it. */
  public String mirror() {
    return pass.mirror();
  }

  /** Whether it was found by a pass of a mirror. */
  public boolean isOf(Mirror mirror) {
    return pass.isOf(mirror);
  }

  /** What became of it when it was applied; null while nobody has applied it. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Makes the change real in the replica.
   *
   * @return what became of it
   * @throws IOException when it could not be done; what stood there before stands there still
   * @throws IllegalStateException when the pass has ended
   */
  public Outcome apply() throws IOException {
    Outcome applied = pass.apply(change);
    outcome = applied;
    return applied;
  }

  /**
   * Whether another attempt to apply the change may succeed: the replica as a whole is gone, full
   * or broken, and no change of this pass has failed for good because of that.
   */
  public boolean isWorthAnotherAttempt(IOException failure) {
    return pass.isWorthAnotherAttempt(failure);
  }

  /** The change has been dealt with. Only the first call counts. */
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
