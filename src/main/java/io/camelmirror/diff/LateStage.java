package io.camelmirror.diff;

import java.nio.file.Path;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;

/** Work that a march keeps for its end, when its directories are complete. */
interface LateStage {

  /**
   * Does what was kept.
   *
   * @return whether the march was not cancelled
   */
  boolean run(ForkJoinPool pool) throws InterruptedException;

  /** A task of a late stage. The directories that it changes have to be restored once more. */
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
        march.touched().addParentOf(change.path());
      }
    }
  }
}
