package io.camelmirror.diff;

import io.camelmirror.tree.PathText;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * One path's failure. The pass goes on without it, and the next one tries again.
 *
 * @param path the path below both roots
 * @param attempt what was attempted, as a verb and what is needed to go on with the path: "look at"
 * @param cause what went wrong
 */
public record Problem(Path path, String attempt, Throwable cause) {

  /** One line for people: {@code could not copy docs/a.txt: permission denied: /src/docs/a.txt}. */
  @Override
  public String toString() {
    return "could not " + attempt + " " + PathText.of(path) + ": " + describe(cause);
  }

  /** What went wrong, in words and in one line, without the names of Java's exceptions. */
  public static String describe(Throwable cause) {
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
}
