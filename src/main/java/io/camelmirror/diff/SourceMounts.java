package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.MountsInSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file systems mounted below the source that the passes of a mirror have seen. An empty folder
 * where one of them was mounted must not be mistaken for a file system that lost everything.
 */
public final class SourceMounts {

  /** Stands for a mount that the system should have, although no pass has seen it. */
  private static final Entry.Inode EXPECTED = new Entry.Inode(-1, -1);

  private final boolean confirmed;
  private final Map<Path, Entry.Inode> seen = new ConcurrentHashMap<>();
  private volatile Set<Path> mounted = Set.of();
  private volatile Set<Path> shared = Set.of();

  /**
   * Creates the record of a mirror that has made no pass.
   *
   * @param confirmed take empty folders for what they are, because the user says so
   */
  public SourceMounts(boolean confirmed) {
    this.confirmed = confirmed;
  }

  /** Begins a pass with what is mounted below the source now. */
  public void passBegins(MountsInSource now) {
    mounted = now.mounted();
    shared = now.shared();
    now.configured().forEach(path -> seen.putIfAbsent(path, EXPECTED));
  }

  /** Returns true if files of the replica are mounted at a path of the source. */
  boolean isShared(Path path) {
    return shared.contains(path);
  }

  /** Returns true if a folder of the source may be one whose file system is not mounted. */
  boolean mayBeGone(Path path, Entry.Inode found) {
    Entry.Inode before = seen.get(path);
    return !confirmed && before != null && !before.equals(found);
  }

  /**
   * Looks at a directory of the source that was opened to be listed.
   *
   * @param found its entry, read before it was opened
   * @param above the device number of the directory above it
   * @param replica the same directory in the replica; null if the replica does not have it
   * @return true if its file system is not mounted and the replica still has what it held
   */
  boolean isGone(Path path, Entry found, long above, Directory source, Directory replica)
      throws IOException {
    Entry.Inode inode = found.inode();
    if (seen.containsKey(path)) {
      inode = source.self().inode();
      if (mayBeGone(path, inode) && source.isEmpty() && replica != null && !replica.isEmpty()) {
        return true;
      }
    }
    if (inode.device() != above || mounted.contains(path)) {
      seen.put(path, inode);
    } else if (!seen.isEmpty()) {
      seen.remove(path);
    }
    return false;
  }
}
