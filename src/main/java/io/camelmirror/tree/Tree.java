package io.camelmirror.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * A tree, held open at its root for one pass. Everything below is reached through real directories
 * only, unless links are followed: what lies behind a link is not part of the tree.
 *
 * <p>May be used by several threads at once.
 */
public interface Tree extends Closeable {

  /** Where it is. */
  Path path();

  /** Whether its path still leads to it: it may have been moved, removed or unmounted. */
  boolean isInPlace() throws IOException;

  /**
   * Opens a directory to read its names; the empty path names the root.
   *
   * @throws NoSuchFileException when the tree has nothing there
   * @throws NotDirectoryException when it has no directory there, or a link on the way
   */
  Directory open(Path relative) throws IOException;

  /** Opens a directory of which only single names will be asked: it may be unreadable. */
  Directory enter(Path relative) throws IOException;

  /**
   * Enters a directory that may be missing.
   *
   * @return null when nothing is there
   */
  default Directory enterIfThere(Path relative) throws IOException {
    try {
      return enter(relative);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Enters the directory that holds an entry of the tree.
   *
   * @param relative not the empty path
   */
  default Directory enterParent(Path relative) throws IOException {
    return enter(parentOf(relative));
  }

  /** The path of the directory that holds an entry; the empty path for one in the root. */
  static Path parentOf(Path relative) {
    Path parent = relative.getParent();
    return parent == null ? relative.getFileSystem().getPath("") : parent;
  }

  /**
   * Reads the entry at a path.
   *
   * @return the entry, or null when the tree has nothing there
   * @throws IOException when it cannot be told what stands there
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

  @Override
  void close();
}
