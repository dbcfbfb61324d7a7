package io.camelmirror.posix;

import java.nio.file.FileSystemException;

/** A call failed with an error for which {@code java.nio.file} has no exception. */
public final class PosixException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  private final int number;

  PosixException(int number, String file, String reason) {
    super(file, null, reason);
    this.number = number;
  }

  /** Returns the error number, which may be one not listed in {@link Errno}. */
  public int number() {
    return number;
  }

  /** Returns whether an exception has one of the given error numbers. */
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
