package io.camelmirror.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;

/**
 * Some changes of one directory, sent in one go: by the thread that walks the directory, or by
 * another one when there is enough work in it for several.
 */
final class ChangeBatch {

  /** Few enough to share a large directory, many enough that handing them over costs nothing. */
  private static final int MOST_CHANGES = 32;

  private static final long MOST_BYTES = 1 << 20;

  /** With this many tasks waiting for a thread, the batch is sent where it is. */
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
   * @param unread whether it is needed only if the contents are not the same
   */
  void add(Change change, boolean unread) {
    changes.add(new Item(change, unread));
    bytes += change.source().size();
  }

  boolean isFull() {
    return changes.size() >= MOST_CHANGES || bytes >= MOST_BYTES;
  }

  /**
   * Sends the changes, on another thread if one has nothing to do; the directory waits for them.
   */
  void sendOrFork() {
    if (ForkJoinTask.getSurplusQueuedTaskCount() >= ENOUGH_WAITING) {
      send();
    } else {
      directory.forkChild(new Sending(this));
    }
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
