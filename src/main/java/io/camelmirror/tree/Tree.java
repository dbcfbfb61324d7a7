package io.camelmirror.tree;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * A tree with its root held open for one pass. Lookups do not pass through symbolic links unless
 * links are followed: what lies behind a link is not part of the tree.
 *
 * <p>Thread-safe.
 */
public interface Tree extends Closeable {

  /** The path of the root. */
  Path path();

  /**
   * Returns false if the root was moved, removed or unmounted, so that its path leads elsewhere.
   */
  boolean isInPlace() throws IOException;

  /**
   * Returns true if a directory is a mount point. RACE: it may become one a moment later.
   *
   * @param relative not the empty path
   */
  default boolean isMount(Path relative) throws IOException {
    // Mount points are not detectable here.
    return false;
  }

  /**
   * Opens a directory to list it; the empty path opens the root.
   *
   * @throws NoSuchFileException if the path does not exist
   * @throws NotDirectoryException if the path is not a directory or passes through a link
   */
  Directory open(Path relative) throws IOException;

  /** Opens a directory for lookups only: it need not be readable. */
  Directory enter(Path relative) throws IOException;

  /**
   * Enters a directory that may be missing.
   *
   * @return null if it does not exist
   */
  default Directory enterIfThere(Path relative) throws IOException {
    try {
      return enter(relative);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Enters the parent directory of an entry.
   *
   * @param relative not the empty path
   */
  default Directory enterParent(Path relative) throws IOException {
    return enter(parentOf(relative));
  }

  /** The path of the parent directory; the empty path for an entry in the root. */
  static Path parentOf(Path relative) {
    Path parent = relative.getParent();
    return parent == null ? relative.getFileSystem().getPath("") : parent;
  }

  /**
   * Reads the entry at a path.
   *
   * @return the entry, or null if the path does not exist
   * @throws IOException if the entry cannot be read
   */
  default Entry read(Path relative) throws IOException {
    if (relative.toString().isEmpty()) {
      try (Directory self = enter(relative)) {
        return self.self();
      }
    }
    try (Directory parent = enterIfThere(parentOf(relative))) {
      return parent == null ? null : parent.read(RawPath.nameOf(relative));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return null;
    }
  }

  /**
   * Opens the content of a file.
   *
   * @throws IOException if the entry is not a file, does not exist or cannot be read
   */
  default InputStream content(Path relative) throws IOException {
    if (relative.toString().isEmpty()) {
      throw new FileSystemException(
          path().toString(), null, "it is not a file but a " + Kind.DIRECTORY);
    }
    try (Directory parent = enterParent(relative)) {
      return parent.content(RawPath.nameOf(relative));
    }
  }

  @Override
  void close();
}
