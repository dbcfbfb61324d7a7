package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Counts orphans including everything below them. */
final class OrphanCount {

  private final Tree replica;

  OrphanCount(Tree replica) {
    this.replica = replica;
  }

  /** The number of entries. An unreadable entry counts as one. */
  long of(Collection<Change> orphans) {
    long count = 0;
    Deque<Path> directories = new ArrayDeque<>();
    for (Change orphan : orphans) {
      count++;
      if (orphan.removesDirectory()) {
        directories.add(orphan.path());
      }
    }
    while (!directories.isEmpty()) {
      count += countIn(directories.removeLast(), directories);
    }
    return count;
  }

  private long countIn(Path path, Deque<Path> directories) {
    try (Directory directory = replica.open(path)) {
      return directory.count(name -> directories.add(path.resolve(name.path())));
    } catch (IOException e) {
      // The failure is reported when the entry is deleted.
      return 0;
    }
  }
}
