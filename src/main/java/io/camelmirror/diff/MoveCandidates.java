package io.camelmirror.diff;

import io.camelmirror.diff.Moves.Held;
import io.camelmirror.diff.Moves.Match;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The orphans that may have been moved, by what a move keeps: the modification time, and the size
 * of a file. Thread-safe.
 */
final class MoveCandidates {

  /** The approximate memory cost of an orphan in bytes, without the characters of its path. */
  private static final int OBJECTS = 700;

  private static final int NANOS_PER_MICRO = 1_000;

  private final long memory;
  private final long smallest;
  private final Map<Key, List<Change>> orphans = new ConcurrentHashMap<>();
  private long bytes;

  /** There was no memory for further orphans, so that what seems unique may not be. */
  private volatile boolean full;

  /**
   * What a move keeps.
   *
   * @param size -1 for a directory
   */
  private record Key(long size, Timestamp time) {

    static Key of(Entry entry) {
      return new Key(entry.isDirectory() ? -1 : entry.size(), entry.modified());
    }
  }

  /**
   * Creates an empty collection.
   *
   * @param memory the memory limit, in bytes
   * @param smallest the size of the smallest file to move, in bytes
   */
  MoveCandidates(long memory, long smallest) {
    this.memory = memory;
    this.smallest = smallest;
  }

  /**
   * Returns true if an entry can be recognized at another path: a directory by its time if that has
   * nanoseconds, as archives and builds give many directories the same whole second; a file by size
   * and time, as its content is compared.
   */
  boolean mayBeMoved(Entry entry) {
    return entry.isDirectory()
        ? isFine(entry.modified())
        : entry.kind() == Kind.FILE && entry.size() >= smallest;
  }

  /** Returns true if a time has nanoseconds, so that hardly two entries share it by chance. */
  static boolean isFine(Timestamp time) {
    return time.nanos() % NANOS_PER_MICRO != 0;
  }

  boolean isEmpty() {
    return orphans.isEmpty();
  }

  /** Returns true if there may be an orphan for a new entry. */
  boolean fits(Entry source) {
    return !orphans.isEmpty() && orphans.containsKey(Key.of(source));
  }

  /** Adds an orphan; returns false if it cannot be moved or memory has no room for it. */
  boolean add(Change orphan) {
    if (full || !mayBeMoved(orphan.replica())) {
      return false;
    }
    synchronized (this) {
      bytes += OBJECTS + 2L * orphan.path().toString().length();
      if (bytes > memory) {
        full = true;
        return false;
      }
      orphans.computeIfAbsent(Key.of(orphan.replica()), key -> new ArrayList<>(1)).add(orphan);
      return true;
    }
  }

  /** Removes and returns all orphans. */
  synchronized Collection<Change> takeAll() {
    List<Change> all = new ArrayList<>();
    orphans.values().forEach(all::addAll);
    orphans.clear();
    return all;
  }

  /**
   * Finds an orphan for each new entry that fits one, and removes these orphans.
   *
   * @param complete there are no other new entries
   */
  synchronized Map<Held, Match> match(Collection<Held> added, boolean complete) {
    Map<Held, Match> matches = new LinkedHashMap<>();
    Map<Key, List<Held>> byKey = new LinkedHashMap<>();
    for (Held held : added) {
      Key key = Key.of(held.source());
      if (orphans.containsKey(key)) {
        byKey.computeIfAbsent(key, found -> new ArrayList<>()).add(held);
      }
    }
    byKey.forEach(
        (key, held) -> {
          List<Change> olds = orphans.get(key);
          match(held, olds, complete && !full, matches);
          if (olds.isEmpty()) {
            orphans.remove(key);
          }
        });
    return matches;
  }

  /**
   * First by name, then by being the only ones left. Files are compared, so any of them will do.
   */
  private static void match(
      List<Held> added, List<Change> orphans, boolean complete, Map<Held, Match> matches) {
    boolean unique = complete && added.size() == 1 && orphans.size() == 1;
    Map<RawPath, List<Change>> named = byName(orphans, orphan -> RawPath.nameOf(orphan.path()));
    Set<Change> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    byName(added, Held::name)
        .forEach(
            (name, held) -> {
              List<Change> same = named.getOrDefault(name, List.of());
              if (held.size() == 1 && same.size() == 1) {
                matches.put(held.get(0), new Match(same.get(0), unique));
                taken.add(same.get(0));
              }
            });
    added.removeIf(matches::containsKey);
    orphans.removeIf(taken::contains);
    boolean files = !added.isEmpty() && !added.get(0).isDirectory();
    if (files || complete && added.size() == 1 && orphans.size() == 1) {
      int pairs = Math.min(added.size(), orphans.size());
      for (int i = 0; i < pairs; i++) {
        matches.put(added.get(i), new Match(orphans.get(i), unique));
      }
      orphans.subList(0, pairs).clear();
    }
  }

  private static <T> Map<RawPath, List<T>> byName(List<T> all, Function<T, RawPath> name) {
    Map<RawPath, List<T>> named = new LinkedHashMap<>();
    all.forEach(
        each -> named.computeIfAbsent(name.apply(each), key -> new ArrayList<>()).add(each));
    return named;
  }
}
