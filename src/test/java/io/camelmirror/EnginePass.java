package io.camelmirror;

import io.camelmirror.apply.Applier;
import io.camelmirror.apply.Outcome;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeListener;
import io.camelmirror.diff.Done;
import io.camelmirror.diff.March;
import io.camelmirror.diff.MarchListener;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Removal;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** One pass and its reconciliation with nothing between march and apply. */
public final class EnginePass {

  private final FolderPair folders;
  private final Applier applier;
  private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
  private final List<Problem> problems = Collections.synchronizedList(new ArrayList<>());
  private final List<Change> orphans = Collections.synchronizedList(new ArrayList<>());

  private EnginePass(FolderPair folders, Applier applier) {
    this.folders = folders;
    this.applier = applier;
  }

  /** Runs a pass to its end. */
  public static EnginePass run(FolderPair folders, Applier applier, ForkJoinPool pool)
      throws IOException, InterruptedException {
    EnginePass pass = new EnginePass(folders, applier);
    new March(folders.source(), folders.replica(), PathFilter.ALL, pass.new Marching()).run(pool);
    new Removal(folders.source(), folders.replica(), PathFilter.ALL, pass.new Applying())
        .run(pass.orphans, pool);
    return pass;
  }

  /** What was changed, one line each: {@code UPDATE a}. */
  public List<String> changes() {
    return List.copyOf(changes);
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  private class Applying implements ChangeListener {

    @Override
    public void change(Change change, Done done) {
      changes.add(change.action() + " " + PathText.of(change.path()));
      Done.Result result;
      try {
        result =
            applier.apply(change).state() == Outcome.State.OUTDATED
                ? Done.Result.LEFT_OUT
                : Done.Result.APPLIED;
      } catch (IOException e) {
        result = Done.Result.FAILED;
        problem(new Problem(change.path(), "apply", e));
      }
      done.done(result);
    }

    @Override
    public void problem(Problem problem) {
      problems.add(problem);
    }

    @Override
    public void settle(Path path, Entry source) {
      try {
        applier.settle(path, source);
      } catch (IOException e) {
        problem(new Problem(path, "settle", e));
      }
    }
  }

  private final class Marching extends Applying implements MarchListener {

    @Override
    public void orphan(Change change) {
      orphans.add(change);
    }

    @Override
    public void leftover(Path path) {
      changes.add("leftover " + PathText.of(path));
      try {
        applier.removeLeftover(path);
      } catch (IOException e) {
        problem(new Problem(path, "remove", e));
      }
    }

    @Override
    public void unchanged(Path path) {
      // Only what changes matters here.
    }

    @Override
    public void skipped(Path path, Entry source) {
      // Only what changes matters here.
    }
  }
}
