package io.camelmirror.pass;

import io.camelmirror.diff.NotKeptListener;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Skipped;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Exclusion;
import java.nio.file.Path;
import java.util.Collection;

/**
 * What a second march of a pass finds, which fills directories that a reconciliation has made. With
 * hard links it has to go through all of the trees: what the first march has told of the rest is
 * not told again.
 */
final class Filling extends Marching {

  private final Collection<Path> made;

  Filling(
      Pass pass,
      ChangeSink sink,
      NotKeptListener notKept,
      long orphanMemory,
      Collection<Path> made) {
    super(pass, sink, notKept, orphanMemory);
    this.made = made;
  }

  private boolean isNew(Path path) {
    return made.stream().anyMatch(path::startsWith);
  }

  @Override
  public void problem(Problem problem) {
    if (isNew(problem.path())) {
      super.problem(problem);
    }
  }

  @Override
  public void excluded(Path path, Entry entry, Exclusion by) {
    if (isNew(path)) {
      super.excluded(path, entry, by);
    }
  }

  @Override
  public void seen(int inSource, int inReplica) {
    // Counted by the first march.
  }

  @Override
  public void unchanged() {
    // Counted by the first march: in a new directory nothing is.
  }

  @Override
  public void skipped(Path path, Entry source, Skipped why) {
    if (isNew(path)) {
      super.skipped(path, source, why);
    }
  }
}
