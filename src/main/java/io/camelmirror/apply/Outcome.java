package io.camelmirror.apply;

/**
 * What came of one change.
 *
 * @param state whether it was made real
 * @param bytes bytes of content written
 * @param nanos how long it took, in nanoseconds
 */
public record Outcome(State state, long bytes, long nanos) {

  /** Whether a change was made real. */
  public enum State {
    APPLIED,
    /** It would have been: nothing is written in a dry run. */
    WOULD_APPLY,
    /** It cannot be, here or by this user; it was said, and will not be tried again. */
    SKIPPED,
    /** One of the trees had changed meanwhile, and the change was no longer right. */
    OUTDATED
  }
}
