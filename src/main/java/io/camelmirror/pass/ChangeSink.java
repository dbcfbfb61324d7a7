package io.camelmirror.pass;

import io.camelmirror.diff.Outcome;
import java.io.IOException;

/**
 * Accepts each change found by a pass and ensures its completion, at once or on other threads. May
 * be called concurrently.
 */
@FunctionalInterface
public interface ChangeSink {

  /** Applies each change directly on the calling thread. */
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
   * Accepts a change.
   *
   * @param pending must be {@linkplain PendingChange#complete completed} by any thread; the pass
   *     waits for it
   */
  void accept(PendingChange pending);
}
