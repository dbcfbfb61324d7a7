package io.camelmirror.posix;

import java.nio.file.FileSystemException;

/** A call failed for a reason that {@code java.nio.file} has no exception for. */
public final class PosixException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  private final int number;

  PosixException(int number, String file, String reason) {
    super(file, null, reason);
    this.number = number;
  }

  /** The error number, one of those of {@link Errno} or another. */
  public int number() {
    return number;
  }

  /** Tells whether an exception is for one of some error numbers. */
  public static boolean is(Exception e, int... numbers) {
    if (e instanceof PosixException posix) {
      for (int number : numbers) {
        if (posix.number == number) {
          return true;
        }
      }
    }
    return false;
  }
}
