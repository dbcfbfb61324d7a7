package io.camelmirror.diff;

import java.io.IOException;
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

  private final transient March march;
  private final transient DirectoryMarch directory;
  private final transient List<Item> changes = new ArrayList<>();
  private long bytes;

  ChangeBatch(DirectoryMarch directory, March march) {
    super(directory, march, march.listener(), directory.path());
    this.march = march;
    this.directory = directory;
  }

  /**
   * Adds a change.
   *
   * @param unread whether it is needed only if the contents are not the same
   */
  void add(Change change, boolean unread) {
    changes.add(new Item(change, unread));
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
    for (Item item : changes) {
      if (isWalkCancelled()) {
        return;
      }
      Change change = item.unread() ? read(item.change()) : item.change();
      if (change != null) {
        directory.deal(change);
      }
    }
  }

  private Change read(Change change) {
    try {
      return march.told(march.needed(change.path(), change.source(), change.replica()));
    } catch (IOException e) {
      march.listener().problem(new Problem(change.path(), "compare", e));
      return null;
    }
  }

  private record Item(Change change, boolean unread) {}
}
