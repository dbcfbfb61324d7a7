package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Counts orphans including everything below them, in bounded memory. */
final class OrphanCount {

  /** Subdirectories of one directory that are held at a time. */
  private static final int MOST_HELD = 100_000;

  /** The limit of the paths held on the way down, in characters. No removal goes deeper either. */
  private static final long MOST_NESTED = 2 << 20;

  private final Tree replica;
  private final int most;
  private final Deque<Part> waiting = new ArrayDeque<>();

  OrphanCount(Tree replica) {
    this(replica, MOST_HELD);
  }

  /**
   * Creates a count.
   *
   * @param most how many subdirectories of one directory to hold at a time
   */
  OrphanCount(Tree replica, int most) {
    this.replica = replica;
    this.most = most;
  }

  /**
   * A directory to count, without its first subdirectories.
   *
   * @param nesting the lengths of all paths above it
   * @param from the number of subdirectories that were counted before
   */
  private record Part(Path above, RawPath name, long nesting, int from) {

    Path path() {
      return above.resolve(name.path());
    }

    Part from(int later) {
      return new Part(above, name, nesting, later);
    }
  }

  /** The number of entries. An unreadable entry counts as one. */
  long of(Collection<Change> orphans) {
    long count = 0;
    for (Change orphan : orphans) {
      count++;
      if (orphan.removesDirectory()) {
        Path path = orphan.path();
        count += countBelow(new Part(Tree.parentOf(path), RawPath.nameOf(path), 0, 0));
      }
    }
    return count;
  }

  private long countBelow(Part orphan) {
    long count = 0;
    waiting.add(orphan);
    while (!waiting.isEmpty()) {
      count += countIn(waiting.removeLast());
    }
    return count;
  }

  private long countIn(Part part) {
    Path path = part.path();
    long nesting = part.nesting() + path.toString().length();
    if (nesting > MOST_NESTED) {
      return 0;
    }
    List<RawPath> held = new ArrayList<>();
    int[] met = {0};
    long count;
    try (Directory directory = replica.open(path)) {
      count =
          directory.count(
              name -> {
                if (met[0] >= part.from() && met[0] - part.from() < most) {
                  held.add(name);
                }
                met[0]++;
              });
    } catch (IOException e) {
      // The failure is reported when the entry is deleted.
      return 0;
    }
    if (met[0] - part.from() > most) {
      waiting.add(part.from(part.from() + most));
    }
    held.forEach(name -> waiting.add(new Part(path, name, nesting, 0)));
    return part.from() == 0 ? count : 0;
  }
}
