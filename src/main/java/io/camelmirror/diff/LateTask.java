package io.camelmirror.diff;

import java.nio.file.Path;
import java.util.concurrent.CountedCompleter;

/**
 * A piece of a march that comes when its directories are complete: they have to be settled anew.
 */
abstract class LateTask extends TreeTask {

  private static final long serialVersionUID = 1L;

  private final transient March march;

  LateTask(CountedCompleter<?> parent, March march, Path path) {
    super(parent, march, march.listener(), path);
    this.march = march;
  }

  final March march() {
    return march;
  }

  @Override
  void dealtWith(Change change, Done.Result result) {
    if (result == Done.Result.APPLIED && change.action() != Action.ATTRIBUTES) {
      march.touched().addParentOf(change.path());
    }
  }
}
