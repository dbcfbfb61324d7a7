package io.camelmirror.diff;

import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;

/** Work that a march defers until all directories are complete. */
interface LateStage {

  /**
   * Does the deferred work.
   *
   * @return false if the march was cancelled
   * @throws IOException if a root cannot be read
   */
  boolean run(ForkJoinPool pool) throws IOException, InterruptedException;

  /**
   * A task of a late stage. It records the directories it changes, to restore their attributes
   * again.
   */
  abstract class Task extends TreeTask {

    private static final long serialVersionUID = 1L;

    private final transient March march;

    Task(CountedCompleter<?> parent, March march, Path path) {
      super(parent, march, march.listener(), path);
      this.march = march;
    }

    final March march() {
      return march;
    }

    @Override
    void dealtWith(Change change, Outcome outcome) {
      if (outcome.isApplied() && change.action() != Action.ATTRIBUTES) {
        march.touched().add(Tree.parentOf(change.path()), change.parent());
      }
    }
  }
}
