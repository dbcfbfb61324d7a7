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

  /** How many there are besides, for which memory had no room. */
  private long notKept;

  private Scope whereOthersAre;

  /** Entries of the replica that the last complete pass met and that were no orphans. */
  private long others;

  /** Those, and what that pass has made; -1 before the first complete pass. */
  private long known = -1;

  /** Whether the last pass was a complete one. */
  private boolean ofAll;

  /** Whether they have been held since a reconciliation was not permitted to remove them. */
  private boolean refused;

  /**
   * Takes what a pass has found, in place of what was held of its scope.
   *
   * @param met how many entries of the replica the pass has met, orphans among them
   * @param made how many entries it has made there
   */
  void put(Scope scope, FoundOrphans orphans, long met, long made) {
    Collection<Change> found = orphans.kept();
    refused = false;
    ofAll = scope.isAll();
    if (ofAll) {
      changes = List.copyOf(found);
      notKept = orphans.others();
      whereOthersAre = orphans.whereOthersAre();
      others = Math.max(0, met - found.size() - notKept);
      known = others + made;
      return;
    }
    // Those of before stay counted: where they are, they are looked for again before they go.
    notKept += orphans.others();
    whereOthersAre = both(whereOthersAre, orphans.whereOthersAre());
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

  /**
   * Widens a scope by all that is below the held directories in it: if the source has one of them
   * back, names that it does not have are still below it in the replica.
   */
  Scope widened(Scope scope) {
    if (scope.isAll()) {
      return scope;
    }
    List<Path> directories =
        changes.stream()
            .filter(Change::removesDirectory)
            .map(Change::path)
            .filter(scope::meets)
            .toList();
    return directories.isEmpty() ? scope : scope.and(Scope.below(directories));
  }

  private static Scope both(Scope one, Scope other) {
    return one == null ? other : other == null ? one : one.and(other);
  }

  /** How many there are besides those that {@link #take} gives. */
  long notKept() {
    return notKept;
  }

  /** Where these are; null when there are none. They count as removed from now on. */
  Scope takeOthers() {
    Scope where = whereOthersAre;
    whereOthersAre = null;
    notKept = 0;
    return where;
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
    return known >= 0;
  }

  /**
   * How many entries the replica has, for all that is known. What a pass has just made does not
   * count: it would hide that everything else is to be deleted.
   *
   * @param orphans how many of them are orphans, with all that is below
   */
  long entries(long orphans) {
    return ofAll ? others + orphans : Math.max(known, orphans);
  }

  /** How many wait for a reconciliation; none after one has refused them. */
  int size() {
    return refused ? 0 : (int) Math.min(Integer.MAX_VALUE, changes.size() + notKept);
  }

  /** Gives all of them and holds none any more. */
  List<Change> take() {
    List<Change> taken = changes;
    changes = List.of();
    return taken;
  }

  /** Holds those again that could not be removed, for the passes to come. */
  void putBack(List<Change> taken) {
    changes = taken;
    refused = true;
  }
}
