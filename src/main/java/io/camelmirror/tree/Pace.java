package io.camelmirror.tree;

/** Is told of the content copied, and may slow the copy down or stop it. */
public interface Pace {

  /** Copies without limit. */
  Pace FULL = bytes -> true;

  /** Takes some milliseconds. */
  long STRETCH = 16L << 20;

  /** The number of bytes to copy between two calls of {@link #copied}. */
  default long stretch() {
    return STRETCH;
  }

  /**
   * Called after each stretch of a copy and at its end. Returns when the copy may go on.
   *
   * @param bytes the number of bytes copied since the last call
   * @return false if the copy must stop
   */
  boolean copied(long bytes);
}
