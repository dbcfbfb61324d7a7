package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Scope;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Tree;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The orphans found by a march. Keeps as many as memory allows. Of the others it keeps the count
 * and their directories, where a later march finds them again.
 */
final class FoundOrphans {

  /** The approximate memory cost of an orphan in bytes, without the characters of its path. */
  private static final int OBJECTS = 400;

  /** With more directories than this, the whole trees are searched again. */
  private static final int MOST_DIRECTORIES = 1_000;

  private static final Path ROOT = Path.of("");

  private final long most;
  private final Collection<Change> kept = new ConcurrentLinkedQueue<>();
  private final AtomicLong memory = new AtomicLong();
  private final LongAdder others = new LongAdder();
  private final Set<Path> directories = ConcurrentHashMap.newKeySet();
  private final Map<Path, Entry.Inode> closed = new ConcurrentHashMap<>();
  private final Set<Path> unseen = ConcurrentHashMap.newKeySet();
  private final Set<Path> moved = ConcurrentHashMap.newKeySet();
  private volatile boolean everywhere;

  /**
   * Creates an empty collection.
   *
   * @param most the memory limit for the orphans kept, in bytes
   */
  FoundOrphans(long most) {
    this.most = most;
  }

  void add(Change orphan) {
    int size = OBJECTS + 2 * orphan.path().toString().length();
    if (memory.get() < most && memory.addAndGet(size) - size < most) {
      kept.add(orphan);
      return;
    }
    others.increment();
    if (!everywhere) {
      directories.add(Tree.parentOf(orphan.path()));
      if (directories.size() > MOST_DIRECTORIES) {
        everywhere = true;
        directories.clear();
      }
    }
  }

  /** Records a directory that must not be opened to others before its orphans are removed. */
  void keepClosed(Path path, Entry.Inode directory) {
    closed.put(path, directory);
  }

  /** Records that a directory is moved, so that what was in it is no longer at its old path. */
  void moves(Path from) {
    moved.add(from);
  }

  /** The old paths of directories that were moved. */
  Set<Path> moved() {
    return moved;
  }

  /** Records a path that could not be read, so that there may be orphans below it. */
  void unseen(Path path) {
    for (Path above = path; above != null && unseen.add(above); above = above.getParent()) {
      // Each directory on the way to it.
    }
    unseen.add(ROOT);
  }

  /** The directories to open once the orphans are removed, with those in the replica. */
  Map<Path, Entry.Inode> closed() {
    closed.keySet().removeAll(unseen);
    return closed;
  }

  Collection<Change> kept() {
    return kept;
  }

  /** The number of orphans not kept. */
  long others() {
    return others.sum();
  }

  /** The directories of the orphans not kept; null if all are kept. */
  Scope whereOthersAre() {
    if (others() == 0) {
      return null;
    }
    return everywhere ? Scope.ALL : Scope.alone(List.copyOf(directories));
  }
}
