package io.camelmirror.posix;

import java.io.IOException;
import java.nio.file.Path;

/** A call failed; who made it knows the path that it was about. */
public final class ErrnoException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int result;

  ErrnoException(int result) {
    super("error " + -result, null, false, false);
    this.result = result;
  }

  /** The number of the error, one of those of {@link Errno} or another. */
  public int number() {
    return -result;
  }

  /** The exception for people. */
  public IOException about(Path path) {
    return Errno.exception(result, path);
  }
}
