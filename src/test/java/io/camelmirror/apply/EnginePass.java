package io.camelmirror.apply;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeListener;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Done;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.LeftOut;
import io.camelmirror.diff.March;
import io.camelmirror.diff.MarchListener;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Removal;
import io.camelmirror.diff.Skipped;
import io.camelmirror.tree.Calls;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes with their reconciliation and nothing between march and apply: {@code
 * EnginePass.of(folders).keeping(fidelity).run(pool)}. Like a mirror, it remembers from run to run
 * what cannot be kept in the replica.
 */
public final class EnginePass {

  private static final Path ROOT = Path.of("");

  private final FolderPair folders;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private Calls calls = Calls.best();
  private FileOperations operations;
  private Fidelity fidelity = Fidelity.PLAIN;
  private LeftOut leftOut = new LeftOut(notes::add);
  private Privileges privileges = Privileges.CURRENT;
  private PathFilter filter = PathFilter.ALL;
  private ReplicaProbe probe;
  private volatile Trees trees;

  private EnginePass(FolderPair folders) {
    this.folders = folders;
  }

  public static EnginePass of(FolderPair folders) {
    return new EnginePass(folders);
  }

  /** Goes about it by these calls; without, by those that the program takes here. */
  public EnginePass by(Calls value) {
    calls = value;
    return this;
  }

  /** Writes in this way; without, by its calls. */
  EnginePass writingBy(FileOperations value) {
    operations = value;
    return this;
  }

  public EnginePass keeping(Fidelity value) {
    fidelity = value;
    return this;
  }

  public EnginePass leavingOut(LeftOut value) {
    leftOut = value;
    return this;
  }

  public EnginePass as(Privileges value) {
    privileges = value;
    return this;
  }

  public EnginePass only(PathFilter value) {
    filter = value;
    return this;
  }

  /** Those that are made by some calls. */
  static FileOperations operations(Calls calls) {
    return switch (calls) {
      case POSIX -> new PosixFileOperations();
      case NIO -> new NioFileOperations();
    };
  }

  /** Runs a pass to its end. */
  public Run run(ForkJoinPool pool) throws IOException, InterruptedException {
    FileOperations writing = operations == null ? operations(calls) : operations;
    if (probe == null) {
      probe = new ReplicaProbe(() -> trees.replica(), writing);
    }
    if (calls == Calls.NIO) {
      fidelity.needsNative().forEach(facet -> leftOut.add(facet, "Java has no call for them"));
    }
    Comparison comparison = new Comparison(fidelity, leftOut, privileges, probe);
    Applier applier =
        new Applier(() -> trees, comparison, Safety.PLAIN, writing, false, () -> false);
    Run run = new Run(applier);
    try (Trees open = calls.trees(folders, fidelity.look())) {
      trees = open;
      new March(open, comparison, filter, run.new Marching()).run(pool);
      new Removal(open, privileges, filter, run.new Applying()).run(run.orphans, pool);
      clear(applier, run);
    }
    return run;
  }

  /** As a mirror does at the end of a walk. */
  private void clear(Applier applier, Run run) {
    try {
      if (probe.clear()) {
        applier.settle(ROOT, trees.source().read(ROOT));
      }
    } catch (IOException e) {
      run.problems.add(new Problem(ROOT, "set the attributes of", e));
    }
  }

  /** What could not be kept, one line each, over all runs. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** One pass that was run. */
  public static final class Run {

    private final Applier applier;
    private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
    private final List<Problem> problems = Collections.synchronizedList(new ArrayList<>());
    private final List<String> skipped = Collections.synchronizedList(new ArrayList<>());
    private final List<Change> orphans = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger unchanged = new AtomicInteger();

    private Run(Applier applier) {
      this.applier = applier;
    }

    /**
     * What was to be changed, one line each: {@code UPDATE a}, {@code CREATE b as c} for another
     * name of a file.
     */
    public List<String> changes() {
      return List.copyOf(changes);
    }

    public List<Problem> problems() {
      return List.copyOf(problems);
    }

    /** What was not mirrored, one line each: {@code p KIND}. */
    public List<String> skipped() {
      return List.copyOf(skipped);
    }

    public int unchanged() {
      return unchanged.get();
    }

    private class Applying implements ChangeListener {

      @Override
      public void change(Change change, Done done) {
        String linked = change.linkTo() == null ? "" : " as " + PathText.of(change.linkTo());
        changes.add(change.action() + " " + PathText.of(change.path()) + linked);
        Done.Result result;
        try {
          result =
              switch (applier.apply(change).state()) {
                case APPLIED, WOULD_APPLY -> Done.Result.APPLIED;
                case OUTDATED, SKIPPED -> Done.Result.LEFT_OUT;
              };
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
      public void admit(Path path) {
        try {
          applier.admit(path);
        } catch (IOException e) {
          problem(new Problem(path, "admit", e));
        }
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
      public void unchanged() {
        unchanged.incrementAndGet();
      }

      @Override
      public void skipped(Path path, Entry source, Skipped why) {
        skipped.add(PathText.of(path) + " " + why);
      }
    }
  }
}
