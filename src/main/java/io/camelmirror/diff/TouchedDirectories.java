package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Directories of the replica in which names changed after the march had completed them. */
final class TouchedDirectories {

  private final Map<Path, Optional<Entry.Inode>> touched = new ConcurrentHashMap<>();
  private final Set<Path> closed = ConcurrentHashMap.newKeySet();

  /**
   * Records a directory.
   *
   * @param inode the directory in the replica; null if not known
   */
  void add(Path directory, Entry.Inode inode) {
    touched.merge(
        directory, Optional.ofNullable(inode), (one, other) -> one.isPresent() ? one : other);
  }

  /** Records a directory that must not be opened to others yet. */
  void keepClosed(Path directory) {
    closed.add(directory);
  }

  /** Restores the attributes of all recorded directories from the source's current state. */
  void restore(Tree source, ChangeListener listener) {
    touched.forEach(
        (path, inode) ->
            restore(path, closed.contains(path) ? null : inode.orElse(null), source, listener));
  }

  /**
   * Restores the attributes of one directory from the source's current state.
   *
   * @param inode the directory in the replica; null to give nobody access
   */
  static void restore(Path path, Entry.Inode inode, Tree source, ChangeListener listener) {
    try {
      Entry entry = source.read(path);
      if (entry != null && entry.isDirectory()) {
        listener.restoreAttributes(path, entry, inode);
      }
    } catch (IOException e) {
      listener.problem(new Problem(path, "look at", e));
    }
  }
}
