package io.camelmirror.diff;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A walk in parallel that can be cancelled, and that ends when all it began has been dealt with.
 */
abstract class TreeWalk {

  /** How long an interrupted walk waits for the changes under way, in seconds. */
  private static final int PATIENCE = 4;

  private final CountDownLatch cancelled = new CountDownLatch(1);
  private volatile ForkJoinPool pool;

  /** Ends the walk soon: the changes under way are finished, no other is begun. */
  public final void cancel() {
    cancelled.countDown();
  }

  final boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /** Waits in vain unless it is cancelled meanwhile; tells whether it is. */
  final boolean awaitCancel(Duration longest) throws InterruptedException {
    return cancelled.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Starts a task of this walk, from any thread. */
  final void execute(TreeTask task) {
    if (ForkJoinTask.getPool() == pool) {
      task.fork();
    } else {
      pool.execute(task);
    }
  }

  /**
   * Runs tasks and waits for all that they begin.
   *
   * @return whether the walk came to its end; false when it was cancelled
   * @throws InterruptedException when the calling thread was interrupted; the walk is cancelled
   *     then
   */
  final boolean await(ForkJoinPool threads, Iterable<? extends TreeTask> tasks, TreeTask.Root root)
      throws InterruptedException {
    pool = threads;
    for (TreeTask task : tasks) {
      root.addToPendingCount(1);
      execute(task);
    }
    root.tryComplete();
    try {
      root.get();
    } catch (InterruptedException e) {
      cancel();
      finishUnderWay(root);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the walk broke off", e.getCause());
    }
    return !isCancelled();
  }

  private static void finishUnderWay(CountedCompleter<?> root) throws InterruptedException {
    try {
      root.get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The interruption is what the caller hears of; what broke or hangs has ended with it.
      root.cancel(false);
    }
  }
}
