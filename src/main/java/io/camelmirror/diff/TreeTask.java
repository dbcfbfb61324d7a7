package io.camelmirror.diff;

import java.nio.file.Path;
import java.util.concurrent.CountedCompleter;

/**
 * One piece of a walk. It completes when its own work, its forked tasks and its sent changes are
 * done, in any order and on any thread. It must complete even after a failure, because other tasks
 * wait for it.
 */
abstract class TreeTask extends CountedCompleter<Void> {

  private static final long serialVersionUID = 1L;

  private final transient TreeWalk walk;
  private final transient ChangeListener listener;
  private final transient Path path;

  /**
   * Creates a task.
   *
   * @param parent the task that waits for this one
   * @param path where it works, relative to both roots
   */
  TreeTask(CountedCompleter<?> parent, TreeWalk walk, ChangeListener listener, Path path) {
    super(parent);
    this.walk = walk;
    this.listener = listener;
    this.path = path;
  }

  /** Does this task's own work; may fork tasks and send changes. */
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

  /** Called when everything that this task started is complete. */
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

  /** Sends a change; this task does not complete before the change is done. */
  final void send(Change change) {
    send(change, this);
  }

  /** Sends a change on behalf of another incomplete task, which waits for it. */
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

  /** Not a lambda: creating one costs several times as much until C2 compiles it. */
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

  /** Called when a change sent by this task is done; the task itself is still incomplete. */
  void dealtWith(Change change, Outcome outcome) {}

  /** Waits for the top-level tasks of a walk. */
  static final class Root extends CountedCompleter<Void> {

    private static final long serialVersionUID = 1L;

    @Override
    public void compute() {
      // No work of its own: it completes with its child tasks.
    }

    void forkFrom(TreeWalk walk, TreeTask task) {
      TreeTask.fork(this, walk, task);
    }
  }
}
