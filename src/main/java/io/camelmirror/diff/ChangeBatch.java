package io.camelmirror.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;

/**
 * Some changes of one directory, dealt with in one go: by the thread that walks the directory, or
 * by another one when there is enough work in it for several.
 */
final class ChangeBatch extends TreeTask {

  private static final long serialVersionUID = 1L;

  /** Few enough to share a large directory, many enough that handing them over costs nothing. */
  private static final int MOST_CHANGES = 32;

  private static final long MOST_BYTES = 1 << 20;

  /** With this many tasks waiting for a thread, the batch is dealt with where it is. */
  private static final int ENOUGH_WAITING = 3;

  private final transient DirectoryMarch directory;
  private final transient List<Change> changes = new ArrayList<>();
  private long bytes;

  ChangeBatch(DirectoryMarch directory, March march) {
    super(directory, march, march.listener(), directory.path());
    this.directory = directory;
  }

  void add(Change change) {
    changes.add(change);
    bytes += change.source().size();
  }

  boolean isFull() {
    return changes.size() >= MOST_CHANGES || bytes >= MOST_BYTES;
  }

  static boolean othersAreWaiting() {
    return ForkJoinTask.getSurplusQueuedTaskCount() >= ENOUGH_WAITING;
  }

  @Override
  void work() {
    run();
  }

  /** Sends the changes; the directory waits for them. */
  void run() {
    for (Change change : changes) {
      if (isWalkCancelled()) {
        return;
      }
      directory.send(change);
    }
  }
}
