package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds out during a march what the source has moved. While orphans may still turn up, it holds
 * back what is new in directories that both trees have. When the last of these directories has been
 * listed, it moves what fits an orphan and lets the rest be copied. What is new in a new directory
 * is never held back: by then the orphans are known.
 */
final class Moves {

  /** The approximate memory cost of a new entry held back, in bytes. */
  private static final int OBJECTS = 1_000;

  private final March march;
  private final Fidelity.Renames mode;
  private final long memory;
  private final MoveCandidates candidates;

  /** Directories of the replica that are not listed to their end yet. */
  private final AtomicLong unlisted = new AtomicLong();

  private final Queue<Held> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();

  /** All directories that both trees had when the march began have been listed. */
  private volatile boolean settled;

  private volatile boolean ended;

  /**
   * A new entry of the source. Its directory waits for it.
   *
   * @param task the march through a new directory; null for a file
   */
  record Held(DirectoryTask directory, RawPath name, Entry source, DirectoryTask task) {

    boolean isDirectory() {
      return task != null;
    }
  }

  /**
   * The orphan for a new entry.
   *
   * @param unique nothing else fits either of them
   */
  record Match(Change orphan, boolean unique) {}

  /**
   * Prepares a march.
   *
   * @param memory the limit for what is held back, and for the orphans to choose from, in bytes
   * @param smallest the size of the smallest file to move, in bytes
   */
  Moves(March march, Fidelity.Renames mode, long memory, long smallest) {
    this.march = march;
    this.mode = mode;
    this.memory = memory;
    this.candidates = new MoveCandidates(memory, smallest);
  }

  private boolean isOff() {
    return mode == Fidelity.Renames.off || ended;
  }

  /** Waits for the listing of a directory, if the replica has it, before anything is settled. */
  void awaitListing(DirectoryTask task) {
    if (!isOff() && task.listing().await()) {
      unlisted.incrementAndGet();
    }
  }

  /** Called when a counted directory has been listed to its end, or will not be. */
  void listed() {
    if (unlisted.decrementAndGet() == 0) {
      settle();
    }
  }

  /** Returns true if only one directory is left to list, and no orphan was found. */
  boolean isLastWithoutOrphans() {
    return unlisted.get() == 1 && candidates.isEmpty();
  }

  /** Returns true if an orphan may be moved. It is told later then, unless it was moved. */
  boolean keeps(Change orphan) {
    return !isOff()
        && !orphan.excluded()
        && !march.linked().concerns(orphan.replica(), null)
        && candidates.add(orphan);
  }

  /**
   * Takes over an entry that the replica does not have, if it may have been moved.
   *
   * @param task the march through a new directory; null for a file
   */
  boolean takes(DirectoryTask directory, RawPath name, Entry source, DirectoryTask task) {
    boolean waits = directory.listing().isAwaited();
    if (isOff() || !candidates.mayBeMoved(source) || !waits && !candidates.fits(source)) {
      return false;
    }
    Held held = new Held(directory, name, source, task);
    if (waits) {
      if (waitingBytes.addAndGet(OBJECTS) > memory) {
        waitingBytes.addAndGet(-OBJECTS);
        return false;
      }
      directory.addToPendingCount(1);
      waiting.add(held);
      return true;
    }
    Match match = settled ? candidates.match(List.of(held), false).get(held) : null;
    if (match == null) {
      return false;
    }
    start(held, match);
    return true;
  }

  /** Moves what fits an orphan. Lets the rest be copied, unless more orphans may turn up. */
  private void settle() {
    settled = true;
    List<Held> all = new ArrayList<>();
    for (Held held = waiting.poll(); held != null; held = waiting.poll()) {
      all.add(held);
    }
    if (all.isEmpty()) {
      return;
    }
    // Tasks started here must not settle what is left before it is in the queue again.
    unlisted.incrementAndGet();
    List<Held> released = all;
    try {
      Map<Held, Match> matches = candidates.match(all, true);
      if (matches.keySet().stream().anyMatch(Held::isDirectory)) {
        // What was moved out of a moved directory is an orphan in it.
        List<Held> others = all.stream().filter(held -> !matches.containsKey(held)).toList();
        released = new ArrayList<>(matches.keySet());
        waiting.addAll(others);
        matches.forEach(this::start);
      } else {
        matches.forEach(this::start);
        copy(all.stream().filter(held -> !matches.containsKey(held)).toList());
      }
    } catch (RuntimeException | Error e) {
      march.fail(e);
    } finally {
      waitingBytes.addAndGet(-(long) OBJECTS * released.size());
      released.forEach(held -> held.directory().tryComplete());
      listed();
    }
  }

  private void start(Held held, Match match) {
    Move move = new Move(held.directory(), march, held, match);
    if (held.isDirectory()) {
      // It may hold orphans; until it is marched through, the move stands for it.
      unlisted.incrementAndGet();
    }
    held.directory().forkChild(move);
  }

  private void copy(List<Held> rest) {
    Map<DirectoryTask, ChangeBatch> batches = new LinkedHashMap<>();
    for (Held held : rest) {
      DirectoryTask directory = held.directory();
      if (held.isDirectory()) {
        directory.forkChild(held.task());
        continue;
      }
      ChangeBatch batch =
          batches.computeIfAbsent(directory, key -> new ChangeBatch(directory, march));
      Path path = directory.path().resolve(held.name().path());
      batch.add(new Change(Action.CREATE, path, held.source(), null), false);
      if (batch.isFull()) {
        batch.fork();
        batches.remove(directory);
      }
    }
    batches.values().forEach(ChangeBatch::fork);
  }

  /** Returns true if the content of a file must be compared before it is moved. */
  boolean comparesContent(Match match) {
    return mode == Fidelity.Renames.on
        || march.comparison().fidelity().checksum()
        || !match.unique()
        || !MoveCandidates.isFine(match.orphan().replica().modified());
  }

  /**
   * Returns true if a directory may be moved with everything in it.
   *
   * @param here what is selected in the directory that it moves to
   */
  boolean mayMove(Change orphan, Path path, Entry source, Selection here) {
    Entry replica = orphan.replica();
    Access access = march.comparison().access();
    try {
      return !access.needsNewInode(source, replica, march.judge().capabilities(replica))
          && !march.trees().replica().hasMounts(orphan.path())
          && (here.deletesExcluded() || includesAll(orphan.path(), path, here));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** What is excluded must stay where it is, and must not get to where it is excluded. */
  private boolean includesAll(Path from, Path to, Selection here) throws IOException {
    Selection there = march.rules().in(Tree.parentOf(from));
    if (there == null || here.includesAll() && there.includesAll()) {
      return there != null;
    }
    Deque<Path> directories = new ArrayDeque<>(List.of(Path.of("")));
    while (!directories.isEmpty() && !march.isCancelled()) {
      Path below = directories.removeLast();
      try (Directory directory = march.trees().replica().open(from.resolve(below))) {
        for (RawPath name : directory.names()) {
          Entry entry = directory.read(name);
          if (entry == null
              || excludes(there, from.resolve(below), name, entry)
              || excludes(here, to.resolve(below), name, entry)) {
            return false;
          }
          if (entry.isDirectory()) {
            directories.add(below.resolve(name.path()));
          }
        }
      }
    }
    return true;
  }

  private static boolean excludes(Selection by, Path directory, RawPath name, Entry entry) {
    return by.excludes(directory, name, entry, PathFilter.Side.REPLICA) != null;
  }

  /**
   * Called when the move of an orphan was tried.
   *
   * @return false if the new entry must be copied instead
   */
  boolean isDealtWith(Change move, Outcome outcome) {
    Change orphan = move.orphan();
    Path left = Tree.parentOf(orphan.path());
    if (!left.equals(Tree.parentOf(move.path()))) {
      // The directory that it left may be complete already.
      march.touched().add(left, orphan.parent());
    }
    if (outcome.isApplied()) {
      return true;
    }
    if (outcome.state() == Outcome.State.SKIPPED) {
      // A step of the route holds it back, so it must not be deleted either.
      march.listener().stays(orphan.path());
      return true;
    }
    march.listener().orphan(orphan);
    return false;
  }

  /** Tells the orphans that were not moved; nothing is moved afterwards. */
  void end() {
    ended = true;
    candidates.takeAll().forEach(march.listener()::orphan);
  }
}
