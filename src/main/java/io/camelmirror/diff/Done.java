package io.camelmirror.diff;

/** Tells a walk that a change has been dealt with; called once for each change, by any thread. */
@FunctionalInterface
public interface Done {

  /** What has become of a change. */
  enum Result {
    APPLIED,
    /** Not applied, and nothing is wrong: a step of a route kept it back, or a tree had changed. */
    LEFT_OUT,
    FAILED
  }

  /** The change has been dealt with. */
  void done(Result result);
}
