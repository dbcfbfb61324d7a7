package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A parallel walk that can be cancelled. It ends when everything it started is done. */
abstract class TreeWalk {

  /** How long an interrupted walk waits for changes in progress, in seconds. */
  private static final int PATIENCE = 4;

  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final Set<Entry.Inode> leftOut = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile ForkJoinPool pool;

  /** Never enters a directory, wherever it is mounted. Does not apply to where the walk begins. */
  public final void leaveOut(Collection<Entry.Inode> directories) {
    leftOut.addAll(directories);
  }

  final boolean isLeftOut(Entry directory) {
    return leftOut.contains(directory.inode());
  }

  /** Ends the walk soon: changes in progress are finished, no others are started. */
  public final void cancel() {
    cancelled.countDown();
  }

  final boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /** Waits until the time is up or the walk is cancelled; returns true if it was cancelled. */
  final boolean awaitCancel(Duration longest) throws InterruptedException {
    return cancelled.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Ends the walk because of an error that concerns more than one path, such as running out of
   * memory.
   */
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
   * Runs tasks and waits for everything they start.
   *
   * @return false if the walk was cancelled
   * @throws WalkFailedException if an error ended the walk
   * @throws InterruptedException if the calling thread is interrupted, which cancels the walk
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
      // The caller gets the interruption; failed or hanging tasks end with it.
      root.cancel(false);
    }
  }
}
