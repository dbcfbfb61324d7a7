package io.camelmirror.diff;

import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountedCompleter;

/**
 * One piece of a walk. It completes when its own work, its forked tasks and its sent changes are
 * done, in any order and on any thread. It must complete even after a failure, because other tasks
 * wait for it.
 */
abstract class TreeTask extends CountedCompleter<Void> {

  private static final long serialVersionUID = 1L;

  /**
   * A directory waits for those in it, and holds its path meanwhile. This limit is reached by 1,400
   * levels with names of one character, or 120 with the longest.
   */
  private static final long MOST_NESTED = 2 << 20;

  private final transient TreeWalk walk;
  private final transient ChangeListener listener;

  /** The directory above and the name in it, for a task that works out its path when it starts. */
  private final transient TreeTask above;

  private final transient RawPath name;
  private transient Path path;

  /** The length of the path; 0 if not known. */
  private final int length;

  /** The lengths of the path and of the paths above it that tasks hold. */
  private final long nesting;

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
    this.above = null;
    this.name = null;
    this.length = 0;
    this.nesting = 0;
  }

  /**
   * Creates a task for a directory in the directory of another task. A directory may have many of
   * them, so each works out its path only when it starts.
   */
  TreeTask(TreeTask above, TreeWalk walk, ChangeListener listener, RawPath name) {
    super(above);
    this.walk = walk;
    this.listener = listener;
    this.above = above;
    this.name = name;
    int before = above.length == 0 ? above.path().toString().length() : above.length;
    this.length = before + 1 + name.bytes().length;
    this.nesting = above.nesting + length;
  }

  /**
   * Returns true if the directory is nested so deeply that the paths down to it would take too much
   * memory.
   */
  final boolean isTooDeep() {
    return nesting > MOST_NESTED;
  }

  /** The problem of a directory that {@link #isTooDeep}. */
  static Problem tooDeep(Path path) {
    return new Problem(path, "enter", new IOException("the folder is nested too deeply"));
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
      listener.problem(new Problem(path(), "walk through", e));
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
      listener.problem(new Problem(path(), "finish", e));
    } catch (Error e) {
      walk.fail(e);
    }
  }

  final Path path() {
    Path known = path;
    if (known == null) {
      known = above.path().resolve(name.path());
      path = known;
    }
    return known;
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
