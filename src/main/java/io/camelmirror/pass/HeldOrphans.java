package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The orphans that passes have found and no reconciliation has removed. */
final class HeldOrphans {

  private List<Change> changes = List.of();

  /** Entries of the replica that were no orphans at the last complete pass; -1 before the first. */
  private long others = -1;

  /**
   * Takes what a pass has found, in place of what was held of its scope.
   *
   * @param met how many entries of the replica the pass has met, orphans among them
   */
  void put(Scope scope, Collection<Change> found, long met) {
    if (scope.isAll()) {
      changes = List.copyOf(found);
      others = Math.max(0, met - found.size());
      return;
    }
    Set<Path> directories =
        found.stream()
            .filter(Change::removesDirectory)
            .map(Change::path)
            .collect(Collectors.toSet());
    List<Change> merged = new ArrayList<>(found);
    for (Change change : changes) {
      if (!scope.meets(change.path()) && !isBelow(change.path(), directories)) {
        merged.add(change);
      }
    }
    changes = List.copyOf(merged);
  }

  private static boolean isBelow(Path path, Set<Path> directories) {
    for (Path above = path; above != null; above = above.getParent()) {
      if (directories.contains(above)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a complete pass has been made, so that it is known how much is to stay. */
  boolean isComplete() {
    return others >= 0;
  }

  long others() {
    return others;
  }

  int size() {
    return changes.size();
  }

  /** Gives all of them and holds none any more. */
  List<Change> take() {
    List<Change> taken = changes;
    changes = List.of();
    return taken;
  }
}
