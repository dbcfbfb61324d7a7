package io.camelmirror.pass;

import io.camelmirror.diff.Outcome;
import java.io.IOException;

/**
 * Takes each change that a pass finds, and sees to it that it is dealt with: at once, or on other
 * threads. May be called by several threads at once.
 */
@FunctionalInterface
public interface ChangeSink {

  /** Applies each change at once, with nothing between. */
  ChangeSink DIRECT =
      pending -> {
        Outcome outcome;
        try {
          outcome = pending.apply();
        } catch (IOException e) {
          outcome = Outcome.failed(e);
        }
        pending.complete(outcome);
      };

  /**
   * Takes a change.
   *
   * @param pending {@linkplain PendingChange#complete to be completed}, by whatever thread; the
   *     pass waits for it
   */
  void accept(PendingChange pending);
}
