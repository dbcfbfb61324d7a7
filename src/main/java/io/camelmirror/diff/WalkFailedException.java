package io.camelmirror.diff;

/** An error that concerns more than one path ended a walk, such as running out of memory. */
public final class WalkFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WalkFailedException(Throwable cause) {
    super(cause instanceof Error ? cause.toString() : String.valueOf(cause.getMessage()), cause);
  }
}
