package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;

/**
 * The files that somebody may be writing to: a march waits for them once, at its end, and leaves
 * those that go on changing for the next pass.
 */
final class UnsettledFiles {

  private final March march;
  private final Duration settle;
  private final Queue<Path> paths = new ConcurrentLinkedQueue<>();

  UnsettledFiles(March march) {
    this.march = march;
    this.settle = march.comparison().fidelity().settle();
  }

  /** Keeps a change for the end of the march, if it would copy a file that has not settled. */
  boolean keeps(Change change) {
    boolean unsettled = isUnsettled(change);
    if (unsettled) {
      paths.add(change.path());
    }
    return unsettled;
  }

  /** Whether a change would copy a file that has not settled. */
  boolean isUnsettled(Change change) {
    return change.writesContent()
        && change.source().kind() == Kind.FILE
        && !isSettled(change.source());
  }

  private boolean isSettled(Entry source) {
    if (settle.isZero()) {
      return true;
    }
    Duration age = Duration.between(source.changed().toInstant(), Instant.now());
    // A clock that was set back makes a file of the future, which nobody waits for.
    return age.isNegative() || age.compareTo(settle) >= 0;
  }

  /** Waits and looks at them again; tells whether the march was not cancelled. */
  boolean march(ForkJoinPool pool) throws InterruptedException {
    if (paths.isEmpty()) {
      return true;
    }
    if (march.awaitCancel(settle)) {
      return false;
    }
    TreeTask.Root root = new TreeTask.Root();
    List<UnsettledFile> files = new ArrayList<>();
    paths.forEach(path -> files.add(new UnsettledFile(root, path)));
    return march.await(pool, files, root);
  }

  private final class UnsettledFile extends LateTask {

    private static final long serialVersionUID = 1L;

    UnsettledFile(CountedCompleter<?> root, Path path) {
      super(root, march, path);
    }

    @Override
    void work() {
      try {
        Entry source = march.trees().source().read(path());
        if (source == null || source.kind() != Kind.FILE) {
          return;
        }
        if (!isSettled(source)) {
          march.listener().skipped(path(), source, Skipped.BEING_WRITTEN);
          return;
        }
        Entry replica = march.trees().replica().read(path());
        if (march.linked().takes(path(), source, replica)) {
          return;
        }
        Change change = march.told(march.needed(path(), source, replica));
        if (change != null) {
          send(change);
        }
      } catch (IOException e) {
        march.listener().problem(new Problem(path(), "look at", e));
      }
    }
  }
}
