package io.camelmirror.diff;

/**
 * What became of one change.
 *
 * @param state whether it was made real
 * @param bytes bytes of content written
 * @param nanos how long it took, in nanoseconds
 * @param failure why it failed, or what went wrong besides when it was applied: an attribute that
 *     could not be kept, a later step that failed; null when nothing did
 */
public record Outcome(State state, long bytes, long nanos, Throwable failure) {

  /** Whether a change was made real. */
  public enum State {
    APPLIED,
    /** It would have been: nothing is written in a dry run. */
    WOULD_APPLY,
    /** Not applied, and nothing is wrong: the file system lacks it, or a step kept it back. */
    SKIPPED,
    /** One of the trees had changed meanwhile, and the change was no longer right. */
    OUTDATED,
    FAILED
  }

  public static final Outcome SKIPPED = new Outcome(State.SKIPPED, 0, 0, null);
  public static final Outcome OUTDATED = new Outcome(State.OUTDATED, 0, 0, null);

  /** Applied, with no content written. */
  public static final Outcome APPLIED = new Outcome(State.APPLIED, 0, 0, null);

  /** A change that was not applied, because something went wrong. */
  public static Outcome failed(Throwable cause) {
    return new Outcome(State.FAILED, 0, 0, cause);
  }

  /** Whether the march may go on as if the replica had been changed. */
  public boolean isApplied() {
    return state == State.APPLIED || state == State.WOULD_APPLY;
  }

  /** The same with another failure. */
  public Outcome with(Throwable cause) {
    return new Outcome(state, bytes, nanos, cause);
  }

  /** The same with the time that it took, in nanoseconds. */
  public Outcome took(long time) {
    return new Outcome(state, bytes, time, failure);
  }
}
