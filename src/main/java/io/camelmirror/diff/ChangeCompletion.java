package io.camelmirror.diff;

/** Reports the outcome of a change back to the walk. Called once per change, from any thread. */
@FunctionalInterface
public interface ChangeCompletion {

  /** Completes the change. */
  void done(Outcome outcome);
}
