package io.camelmirror.posix;

import com.kenai.jffi.MemoryIO;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Linux error numbers that callers handle, and exceptions for all error numbers. */
public final class Errno {

  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int EIO = 5;
  public static final int ENXIO = 6;
  public static final int EAGAIN = 11;
  public static final int EACCES = 13;
  public static final int EEXIST = 17;
  public static final int EXDEV = 18;
  public static final int ENOTDIR = 20;
  public static final int EINVAL = 22;
  public static final int ENODEV = 19;
  public static final int ENOSPC = 28;
  public static final int EROFS = 30;
  public static final int EMLINK = 31;
  public static final int ENOSYS = 38;
  public static final int ENOTEMPTY = 39;
  public static final int ELOOP = 40;
  public static final int ENODATA = 61;
  public static final int EOPNOTSUPP = 95;
  public static final int ESTALE = 116;
  public static final int EDQUOT = 122;

  /** Encoding of the C library's messages. */
  private static final Charset TEXTS = Charset.defaultCharset();

  private Errno() {}

  /**
   * Returns the exception that {@code java.nio.file} has for an error, or else a {@link
   * PosixException}.
   *
   * @param result a negative error number, as the calls of this package return it
   * @param path the path that the call was made for
   */
  public static IOException exception(int result, Path path) {
    String file = path.toString();
    return switch (-result) {
      case ENOENT -> new NoSuchFileException(file);
      case EACCES -> new AccessDeniedException(file);
      case EEXIST -> new FileAlreadyExistsException(file);
      case ENOTDIR -> new NotDirectoryException(file);
      case ENOTEMPTY -> new DirectoryNotEmptyException(file);
      default -> new PosixException(-result, file, text(-result));
    };
  }

  /** Returns the message of the C library for an error number, or {@code error N}. */
  public static String text(int number) {
    long text = ReadCalls.strerror(number);
    return text == 0
        ? "error " + number
        : new String(MemoryIO.getInstance().getZeroTerminatedByteArray(text), TEXTS);
  }
}
