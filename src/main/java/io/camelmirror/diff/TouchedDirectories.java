package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.TreeRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Directories of the replica in which names have changed after they had been completed. */
final class TouchedDirectories {

  private final Set<Path> paths = ConcurrentHashMap.newKeySet();

  /** A name has changed. */
  void addParentOf(Path path) {
    paths.add(parent(path));
  }

  static Path parent(Path path) {
    Path parent = path.getParent();
    return parent != null ? parent : path.getFileSystem().getPath("");
  }

  /** Settles them by what the source has there now. */
  void settle(TreeRoot source, ChangeListener listener) {
    paths.forEach(path -> settle(path, source, listener));
  }

  /** Settles one directory by what the source has there now. */
  static void settle(Path path, TreeRoot source, ChangeListener listener) {
    try {
      Entry entry = source.read(path);
      if (entry != null && entry.isDirectory()) {
        listener.settle(path, entry);
      }
    } catch (IOException e) {
      listener.problem(new Problem(path, "look at", e));
    }
  }
}
