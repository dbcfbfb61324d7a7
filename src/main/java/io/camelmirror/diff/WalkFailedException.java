package io.camelmirror.diff;

/** A walk through the trees was ended by an error that is no single path's: memory ran out. */
public final class WalkFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WalkFailedException(Throwable cause) {
    super(cause instanceof Error ? cause.toString() : String.valueOf(cause.getMessage()), cause);
  }
}
