package io.camelmirror.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;

/**
 * Some changes of one directory, sent together by the thread that walks the directory, or by
 * another thread if there is enough work.
 */
final class ChangeBatch {

  /** Small enough to share a large directory, large enough to make the handover cheap. */
  private static final int MOST_CHANGES = 32;

  private static final long MOST_BYTES = 1 << 20;

  /** With this many tasks queued, the walking thread sends the batch itself. */
  private static final int ENOUGH_WAITING = 3;

  private final March march;
  private final DirectoryTask directory;
  private final List<Item> changes = new ArrayList<>();
  private long bytes;

  ChangeBatch(DirectoryTask directory, March march) {
    this.march = march;
    this.directory = directory;
  }

  /**
   * Adds a change.
   *
   * @param unread the change is needed only if the contents differ, which has not been checked
   */
  void add(Change change, boolean unread) {
    changes.add(new Item(change, unread));
    bytes += change.source().size();
  }

  boolean isFull() {
    return changes.size() >= MOST_CHANGES || bytes >= MOST_BYTES;
  }

  /** Sends the changes, on another thread if one is idle; the directory waits for them. */
  void sendOrFork() {
    if (ForkJoinTask.getSurplusQueuedTaskCount() >= ENOUGH_WAITING) {
      send();
    } else {
      fork();
    }
  }

  /** Has another task send the changes; the directory waits for them. */
  void fork() {
    directory.forkChild(new Sending(this));
  }

  /** Sends the changes; the directory waits for them. */
  void send() {
    for (Item item : changes) {
      if (directory.isWalkCancelled()) {
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
      return march.told(march.judge().needed(change.path(), change.source(), change.replica()));
    } catch (IOException e) {
      march.listener().problem(new Problem(change.path(), "compare", e));
      return null;
    }
  }

  private record Item(Change change, boolean unread) {}

  private static final class Sending extends TreeTask {

    private static final long serialVersionUID = 1L;

    private final transient ChangeBatch batch;

    Sending(ChangeBatch batch) {
      super(batch.directory, batch.march, batch.march.listener(), batch.directory.path());
      this.batch = batch;
    }

    @Override
    void work() {
      batch.send();
    }
  }
}
