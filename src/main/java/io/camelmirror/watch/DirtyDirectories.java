package io.camelmirror.watch;

import io.camelmirror.diff.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The directories that have changed since the last pass. They are handed over when nothing has
 * changed for a while, or after some time even if changes never cease.
 */
final class DirtyDirectories {

  /** With more directories than this, a pass over everything is simpler. */
  private static final int LIMIT = 20_000;

  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_REST = TimeUnit.MINUTES.toNanos(1);

  private final long quiet;
  private final long atMost;
  private final LongSupplier clock;

  /** True for a directory with everything below it. */
  private final Map<Path, Boolean> parts = new HashMap<>();

  private boolean all;
  private boolean closed;

  /** When the first and the last of these changes were heard of. */
  private long first;

  private long last;
  private long notBefore;

  /**
   * Creates an empty collection.
   *
   * @param clock in nanoseconds, as {@link System#nanoTime}
   */
  DirtyDirectories(Duration quiet, LongSupplier clock) {
    this.quiet = quiet.toNanos();
    this.atMost = Math.max(this.quiet, LONGEST_WAIT);
    this.clock = clock;
    notBefore = clock.getAsLong();
  }

  /**
   * Adds a directory.
   *
   * @param directory relative to the root
   * @param below with everything below it
   */
  synchronized void add(Path directory, boolean below) {
    heard();
    if (!all) {
      parts.merge(directory, below, Boolean::logicalOr);
      all = parts.size() > LIMIT;
    }
  }

  /** Adds the whole tree, because changes may have been missed. */
  synchronized void addAll() {
    heard();
    all = true;
  }

  private void heard() {
    last = clock.getAsLong();
    if (isEmpty()) {
      first = last;
      notifyAll();
    }
  }

  private boolean isEmpty() {
    return !all && parts.isEmpty();
  }

  /**
   * Waits until a pass is due.
   *
   * @return what the pass has to cover; null after {@link #close}
   */
  synchronized Scope take() throws InterruptedException {
    while (!closed) {
      if (isEmpty()) {
        wait();
        continue;
      }
      long wait = nanosToWait();
      if (wait <= 0) {
        return taken();
      }
      TimeUnit.NANOSECONDS.timedWait(this, wait);
    }
    return null;
  }

  /** How long to wait for further changes, if none comes meanwhile; at most 0 if a pass is due. */
  synchronized long nanosToWait() {
    long now = clock.getAsLong();
    long gathering = Math.min(last + quiet - now, first + atMost - now);
    return Math.max(gathering, notBefore - now);
  }

  private Scope taken() {
    List<Path> alone = new ArrayList<>();
    List<Path> below = new ArrayList<>();
    parts.forEach((path, deep) -> (deep ? below : alone).add(path));
    boolean everything = all;
    parts.clear();
    all = false;
    if (everything) {
      return Scope.ALL;
    }
    return below.isEmpty()
        ? Scope.alone(alone)
        : alone.isEmpty() ? Scope.below(below) : Scope.alone(alone).and(Scope.below(below));
  }

  /** Lets as much time go by before the next pass as this one has taken, but not minutes. */
  synchronized void rest(long nanos) {
    notBefore = clock.getAsLong() + Math.min(nanos, LONGEST_REST);
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
