package io.camelmirror.posix;

import java.io.IOException;
import java.nio.file.Path;

/** A call failed. The caller knows the path. */
public final class ErrnoException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int result;

  public ErrnoException(int result) {
    super("error " + -result, null, false, false);
    this.result = result;
  }

  /** Returns the error number, which may be one not listed in {@link Errno}. */
  public int number() {
    return -result;
  }

  /** Returns the exception to report, with the path and a message. */
  public IOException about(Path path) {
    return Errno.exception(result, path);
  }
}
