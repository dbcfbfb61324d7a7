package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;

/**
 * Files that may still be being written. A march waits for them once, at its end, and leaves those
 * that keep changing to the next pass.
 */
final class FilesBeingWritten implements LateStage {

  private final March march;
  private final Duration minAge;
  private final Queue<Change> changes = new ConcurrentLinkedQueue<>();

  FilesBeingWritten(March march) {
    this.march = march;
    this.minAge = march.comparison().fidelity().minAge();
  }

  /** Defers a change to the end of the march if it would copy a recently changed file. */
  boolean keeps(Change change) {
    boolean keep = isBeingWritten(change);
    if (keep) {
      changes.add(change);
    }
    return keep;
  }

  /** Returns true if the change would copy a recently changed file. */
  boolean isBeingWritten(Change change) {
    return change.writesContent()
        && change.source().kind() == Kind.FILE
        && !isOldEnough(change.source());
  }

  private boolean isOldEnough(Entry source) {
    if (minAge.isZero()) {
      return true;
    }
    Duration age = Duration.between(source.changed().toInstant(), Instant.now());
    // After the clock is set back, a file may be dated in the future. Do not wait for it.
    return age.isNegative() || age.compareTo(minAge) >= 0;
  }

  /** Waits once and checks the files again. */
  @Override
  public boolean run(ForkJoinPool pool) throws InterruptedException {
    if (changes.isEmpty()) {
      return true;
    }
    if (march.awaitCancel(minAge)) {
      return false;
    }
    TreeTask.Root root = new TreeTask.Root();
    List<LateFile> files = new ArrayList<>();
    changes.forEach(change -> files.add(new LateFile(root, change)));
    return march.await(pool, files, root);
  }

  private final class LateFile extends LateStage.Task {

    private static final long serialVersionUID = 1L;

    private final transient Entry.Inode parent;

    LateFile(CountedCompleter<?> root, Change change) {
      super(root, march, change.path());
      parent = change.parent();
    }

    @Override
    void work() {
      try {
        Entry source = march.trees().source().read(path());
        if (source == null || source.kind() != Kind.FILE) {
          return;
        }
        if (!isOldEnough(source)) {
          march.listener().skipped(path(), source, Skipped.BEING_WRITTEN);
          return;
        }
        Entry replica = march.trees().replica().read(path());
        if (march.linked().takes(path(), source, replica, parent)) {
          return;
        }
        Change change = march.told(march.judge().needed(path(), source, replica));
        if (change != null) {
          send(change.in(parent));
        }
      } catch (IOException e) {
        march.listener().problem(new Problem(path(), "look at", e));
      }
    }
  }
}
