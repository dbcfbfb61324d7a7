package io.camelmirror.diff;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A parallel walk. It can be cancelled, and ends when all that it began has been dealt with. */
abstract class TreeWalk {

  /** How long an interrupted walk waits for the changes under way, in seconds. */
  private static final int PATIENCE = 4;

  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile ForkJoinPool pool;

  /** Ends the walk soon: the changes under way are finished, no other is begun. */
  public final void cancel() {
    cancelled.countDown();
  }

  final boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /** Waits for a time, or until the walk is cancelled; tells whether it is. */
  final boolean awaitCancel(Duration longest) throws InterruptedException {
    return cancelled.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Something is wrong that is no single path's failure, such as memory that has run out. */
  final void fail(Throwable cause) {
    failure.compareAndSet(null, cause);
    cancel();
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
   * @throws WalkFailedException when it was ended by an error
   * @throws InterruptedException when the calling thread was interrupted; the walk is cancelled
   *     then
   */
  final boolean await(ForkJoinPool threads, Iterable<? extends TreeTask> tasks, TreeTask.Root root)
      throws InterruptedException {
    pool = threads;
    for (TreeTask task : tasks) {
      root.forkFrom(this, task);
    }
    root.tryComplete();
    try {
      root.get();
    } catch (InterruptedException e) {
      cancel();
      finishUnderWay(root);
      throw e;
    } catch (ExecutionException e) {
      fail(e.getCause());
    }
    Throwable cause = failure.get();
    if (cause != null) {
      throw new WalkFailedException(cause);
    }
    return !isCancelled();
  }

  private static void finishUnderWay(CountedCompleter<?> root) throws InterruptedException {
    try {
      root.get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The caller hears of the interruption; what failed or hangs has ended with it.
      root.cancel(false);
    }
  }
}
