package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/** What the threads of a pass are doing. Thread-safe. */
final class CurrentChanges {

  /** A power of two. Threads that share a slot show only what one of them does. */
  private static final int SLOTS = 64;

  private final AtomicReferenceArray<Change> changes = new AtomicReferenceArray<>(SLOTS);
  private final AtomicLongArray copied = new AtomicLongArray(SLOTS);
  private final LongAdder steps = new LongAdder();

  private static int slot() {
    return (int) Thread.currentThread().getId() & SLOTS - 1;
  }

  /** The current thread has begun with a change; null if it has ended it. */
  void set(Change change) {
    changes.set(slot(), change);
  }

  /**
   * A copy of the current thread has advanced.
   *
   * @param bytes copied since the last call
   */
  void copied(long bytes) {
    copied.addAndGet(slot(), bytes);
    steps.increment();
  }

  /** A comparison of content has advanced. */
  void compared() {
    steps.increment();
  }

  /** The current thread has applied a change: its bytes are counted elsewhere now. */
  void applied() {
    int slot = slot();
    // Many changes copy nothing; reading is cheaper than writing.
    if (copied.get(slot) != 0) {
      copied.set(slot, 0);
    }
  }

  List<Path> paths() {
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      Change change = changes.get(i);
      if (change != null) {
        paths.add(change.path());
      }
    }
    return paths;
  }

  /** Bytes copied by the changes in progress. */
  long bytes() {
    long sum = 0;
    for (int i = 0; i < SLOTS; i++) {
      sum += copied.get(i);
    }
    return sum;
  }

  /** A number that changes while anything is copied. */
  long steps() {
    return steps.sum();
  }
}
