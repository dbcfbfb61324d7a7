package io.camelmirror.apply;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.BooleanSupplier;

/**
 * The calls that change a file system. All writing but the making of roots goes through here, so
 * that a test can let each of them fail.
 */
interface FileOperations {

  /** Makes one directory that only its owner can enter. */
  void createDirectory(Path directory) throws IOException;

  /** Makes a symbolic link with a text that is not resolved. */
  void createLink(Path link, Path target) throws IOException;

  /**
   * Copies the content of a file into a new one that only its owner can read.
   *
   * @param aborted asked now and then during a long copy; when it says true the copy ends with
   *     {@link AbortedException}
   * @return the bytes copied
   */
  long copy(Path source, Path target, BooleanSupplier aborted) throws IOException;

  /** Sets the twelve permission bits of a file or directory. */
  void setMode(Path path, int mode) throws IOException;

  /** Sets when a file or directory was last modified, as exactly as the platform can. */
  void setModified(Path path, FileTime time) throws IOException;

  /** Renames within a directory, at once replacing a file or link that has the name. */
  void rename(Path from, Path to) throws IOException;

  /** Removes a file, a link or an empty directory. */
  void delete(Path path) throws IOException;
}
