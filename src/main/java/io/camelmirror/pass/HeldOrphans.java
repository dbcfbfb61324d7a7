package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Scope;
import io.camelmirror.tree.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The orphans that passes have found and no reconciliation has removed yet. */
final class HeldOrphans {

  private List<Change> changes = List.of();

  /** The number of further orphans for which memory had no room. */
  private long notKept;

  private Scope whereOthersAre;

  /** Directories that stay closed to others until the orphans are removed. */
  private final Map<Path, Entry.Inode> closed = new HashMap<>();

  /** Replica entries listed by the last complete pass, without orphans. */
  private long others;

  /** {@link #others} plus the entries created by that pass; -1 before the first complete pass. */
  private long known = -1;

  /** The last pass was complete. */
  private boolean ofAll;

  /** A reconciliation has refused to remove the orphans held. */
  private boolean refused;

  /**
   * Replaces the orphans held in a scope by those that a pass found there.
   *
   * @param met replica entries that the pass listed, orphans included
   * @param made replica entries that the pass created
   */
  void put(Scope scope, FoundOrphans orphans, long met, long made) {
    Collection<Change> found = orphans.kept();
    refused = false;
    ofAll = scope.isAll();
    closed.keySet().removeIf(scope::meets);
    closed.putAll(orphans.closed());
    if (ofAll) {
      changes = List.copyOf(found);
      notKept = orphans.others();
      whereOthersAre = orphans.whereOthersAre();
      others = Math.max(0, met - found.size() - notKept);
      known = others + made;
      return;
    }
    // Orphans without room in memory stay counted; they are searched for again before removal.
    notKept += orphans.others();
    whereOthersAre = both(whereOthersAre, orphans.whereOthersAre());
    Set<Path> directories =
        found.stream()
            .filter(Change::removesDirectory)
            .map(Change::path)
            .collect(Collectors.toCollection(HashSet::new));
    directories.addAll(orphans.moved());
    // The march may have met a directory twice: in the scope, and because it was opened to others.
    Map<Path, Change> distinct = new LinkedHashMap<>();
    found.forEach(change -> distinct.put(change.path(), change));
    List<Change> merged = new ArrayList<>(distinct.values());
    for (Change change : changes) {
      if (!scope.meets(change.path()) && !isBelow(change.path(), directories)) {
        merged.add(change);
      }
    }
    changes = List.copyOf(merged);
  }

  /**
   * Widens a scope by everything below the held directories in it. If the source gets such a
   * directory back, the replica still has orphans below it.
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

  /** The number of orphans not returned by {@link #take}. */
  long notKept() {
    return notKept;
  }

  /** Returns where those orphans are, or null if there are none, and stops counting them. */
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

  /** Returns true after the first complete pass, when the number of entries to keep is known. */
  boolean isComplete() {
    return known >= 0;
  }

  /**
   * The best known number of replica entries. Entries just created do not count: they would hide
   * that everything else is about to be deleted.
   *
   * @param orphans the number of orphans, including everything below them
   */
  long entries(long orphans) {
    return ofAll ? others + orphans : Math.max(known, orphans);
  }

  /** The number of orphans waiting for a reconciliation; 0 after a refusal. */
  int size() {
    return refused ? 0 : (int) Math.min(Integer.MAX_VALUE, changes.size() + notKept);
  }

  /** The directories that stay closed to others until the orphans are removed. */
  Map<Path, Entry.Inode> closed() {
    return closed;
  }

  /** Returns all orphans held and clears the list. */
  List<Change> take() {
    List<Change> taken = changes;
    changes = List.of();
    return taken;
  }

  /** Holds orphans again that are to be removed later. */
  void keep(List<Change> taken) {
    changes = taken;
  }

  /** Holds orphans again after a guard has refused to remove them. */
  void putBack(List<Change> taken) {
    keep(taken);
    refused = true;
  }
}
