package io.camelmirror.tree;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.PosixException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Describes failures in words, without Java's exception names. */
public final class FailureText {

  private FailureText() {}

  /** One line: the reason and, if known, the path. */
  public static String of(Throwable cause) {
    if (cause instanceof FileSystemException e && e.getFile() != null) {
      return reason(e) + ": " + PathText.of(e.getFile());
    }
    String message = cause.getMessage();
    return PathText.of(message == null ? cause.getClass().getSimpleName() : message);
  }

  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (e instanceof NotDirectoryException) {
      return "is not a folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "something else is in the way";
    }
    return e.getReason() == null ? "failed" : e.getReason();
  }

  /** Returns true if the file system is mounted read-only. */
  public static boolean isReadOnly(IOException failure) {
    return PosixException.is(failure, Errno.EROFS);
  }
}
