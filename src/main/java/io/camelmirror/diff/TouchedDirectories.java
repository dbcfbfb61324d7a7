package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Directories of the replica in which names changed after the march had completed them. */
final class TouchedDirectories {

  private final Set<Path> paths = ConcurrentHashMap.newKeySet();

  void add(Path directory) {
    paths.add(directory);
  }

  /** Records a changed name. */
  void addParentOf(Path path) {
    add(Tree.parentOf(path));
  }

  /** Restores the attributes of all recorded directories from the source's current state. */
  void restore(Tree source, ChangeListener listener) {
    paths.forEach(path -> restore(path, source, listener));
  }

  /** Restores the attributes of one directory from the source's current state. */
  static void restore(Path path, Tree source, ChangeListener listener) {
    try {
      Entry entry = source.read(path);
      if (entry != null && entry.isDirectory()) {
        listener.restoreAttributes(path, entry);
      }
    } catch (IOException e) {
      listener.problem(new Problem(path, "look at", e));
    }
  }
}
