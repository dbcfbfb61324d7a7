package io.camelmirror.diff;

import java.nio.file.Path;
import java.util.concurrent.CountedCompleter;

/**
 * One piece of a walk. It is complete when its own work, the tasks it forked and the changes it
 * sent are, in whatever order and on whatever threads that happens. Whatever fails, it completes:
 * somebody waits for it.
 */
abstract class TreeTask extends CountedCompleter<Void> {

  private static final long serialVersionUID = 1L;

  private final transient TreeWalk walk;
  private final transient ChangeListener listener;
  private final transient Path path;

  /**
   * Makes a task.
   *
   * @param parent what waits for this task
   * @param path where it works, below both roots
   */
  TreeTask(CountedCompleter<?> parent, TreeWalk walk, ChangeListener listener, Path path) {
    super(parent);
    this.walk = walk;
    this.listener = listener;
    this.path = path;
  }

  /** Does this task's own work; forks and sends what it finds. */
  abstract void work();

  @Override
  public final void compute() {
    try {
      if (!walk.isCancelled()) {
        work();
      }
    } catch (RuntimeException e) {
      listener.problem(new Problem(path, "walk through", e));
    } catch (Error e) {
      walk.fail(e);
    } finally {
      tryComplete();
    }
  }

  /** All that this task began is complete. */
  void completed() {}

  @Override
  public final void onCompletion(CountedCompleter<?> caller) {
    try {
      completed();
    } catch (RuntimeException e) {
      listener.problem(new Problem(path, "finish", e));
    } catch (Error e) {
      walk.fail(e);
    }
  }

  final Path path() {
    return path;
  }

  final boolean isWalkCancelled() {
    return walk.isCancelled();
  }

  final void forkChild(TreeTask child) {
    fork(this, walk, child);
  }

  private static void fork(CountedCompleter<?> parent, TreeWalk walk, TreeTask child) {
    parent.addToPendingCount(1);
    try {
      walk.execute(child);
    } catch (RuntimeException | Error e) {
      walk.fail(e);
      child.tryComplete();
    }
  }

  /** Sends a change; this task is not complete before it has been dealt with. */
  final void send(Change change) {
    send(change, this);
  }

  /** Sends a change for which another task waits, one that is not complete yet. */
  final void send(Change change, CountedCompleter<?> waiting) {
    Sent sent = new Sent(this, change, waiting);
    waiting.addToPendingCount(1);
    try {
      listener.change(change, sent);
    } catch (RuntimeException | Error e) {
      sent.done(Outcome.failed(e));
      throw e;
    }
  }

  /** No lambda: before the optimizing compiler has come, making one costs several times as much. */
  private static final class Sent implements ChangeCompletion {

    private final TreeTask task;
    private final Change change;
    private final CountedCompleter<?> waiting;
    private boolean completed;

    Sent(TreeTask task, Change change, CountedCompleter<?> waiting) {
      this.task = task;
      this.change = change;
      this.waiting = waiting;
    }

    private synchronized boolean isFirstCall() {
      boolean first = !completed;
      completed = true;
      return first;
    }

    @Override
    public void done(Outcome outcome) {
      if (!isFirstCall()) {
        return;
      }
      try {
        task.dealtWith(change, outcome);
      } catch (RuntimeException | Error e) {
        task.walk.fail(e);
      } finally {
        waiting.tryComplete();
      }
    }
  }

  /** A change that this task sent has been dealt with; this task is not complete yet. */
  void dealtWith(Change change, Outcome outcome) {}

  /** What waits for the tasks at the top of a walk. */
  static final class Root extends CountedCompleter<Void> {

    private static final long serialVersionUID = 1L;

    @Override
    public void compute() {
      // It has no work of its own: it ends with the tasks below it.
    }

    void forkFrom(TreeWalk walk, TreeTask task) {
      TreeTask.fork(this, walk, task);
    }
  }
}
