package io.camelmirror.diff;

/** Tells a walk what became of a change; called once for each change, by any thread. */
@FunctionalInterface
public interface ChangeCompletion {

  /** The change has been dealt with. */
  void done(Outcome outcome);
}
