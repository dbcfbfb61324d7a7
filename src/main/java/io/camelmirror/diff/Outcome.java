package io.camelmirror.diff;

import io.camelmirror.tree.Entry;

/**
 * The outcome of one change.
 *
 * @param state whether it was applied
 * @param bytes bytes of content written
 * @param nanos duration in nanoseconds
 * @param failure why it failed, or what else went wrong with an applied change: an attribute that
 *     could not be preserved, a later step that failed; null if nothing went wrong
 * @param made the new directory in the replica; null if none was created, or if not known
 */
public record Outcome(State state, long bytes, long nanos, Throwable failure, Entry.Inode made) {

  /** How far a change got. */
  public enum State {
    APPLIED,
    /** Applied, but the file was written to meanwhile; the next pass copies it again. */
    APPLIED_CHANGING,
    /** A dry run would have applied it. */
    WOULD_APPLY,
    /**
     * Not applied, without an error: the file system lacks support, or a route step held it back.
     */
    SKIPPED,
    /** Not applied because one of the trees has changed since. */
    OUTDATED,
    FAILED
  }

  public static final Outcome SKIPPED = new Outcome(State.SKIPPED, 0, 0, null);
  public static final Outcome OUTDATED = new Outcome(State.OUTDATED, 0, 0, null);

  /** Applied without writing content. */
  public static final Outcome APPLIED = new Outcome(State.APPLIED, 0, 0, null);

  /** An outcome that created no directory. */
  public Outcome(State state, long bytes, long nanos, Throwable failure) {
    this(state, bytes, nanos, failure, null);
  }

  /** The outcome of a change that created a directory. */
  public static Outcome directoryMade(Entry.Inode made) {
    return new Outcome(State.APPLIED, 0, 0, null, made);
  }

  /** The outcome of a change that failed. */
  public static Outcome failed(Throwable cause) {
    return new Outcome(State.FAILED, 0, 0, cause);
  }

  /** Returns true if the march may continue as if the replica had been changed. */
  public boolean isApplied() {
    return switch (state) {
      case APPLIED, APPLIED_CHANGING, WOULD_APPLY -> true;
      case SKIPPED, OUTDATED, FAILED -> false;
    };
  }

  /** Returns a copy with another failure. */
  public Outcome with(Throwable cause) {
    return new Outcome(state, bytes, nanos, cause, made);
  }

  /** Returns a copy with a duration in nanoseconds. */
  public Outcome took(long time) {
    return new Outcome(state, bytes, time, failure, made);
  }
}
