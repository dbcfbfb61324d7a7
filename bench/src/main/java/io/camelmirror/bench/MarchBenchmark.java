package io.camelmirror.bench;

import io.camelmirror.diff.Capabilities;
import io.camelmirror.diff.CapabilitySource;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeCompletion;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.March;
import io.camelmirror.diff.MarchListener;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Skipped;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.local.LocalSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The march through one directory in which nothing has changed: the time for each file in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MarchBenchmark {

  private static final int FILES = 1000;

  private final Comparison comparison = new Comparison(Fidelity.PLAIN, Privileges.CURRENT);
  private Yard yard;
  private FolderPair folders;
  private ForkJoinPool pool;

  @Setup
  public void setUp() throws Exception {
    yard = Yard.make();
    yard.fill(yard.source(), FILES);
    yard.fill(yard.replica(), FILES);
    folders = yard.folders();
    pool = new ForkJoinPool(1);
  }

  @TearDown
  public void tearDown() throws IOException {
    pool.shutdown();
    yard.close();
  }

  @Benchmark
  @OperationsPerInvocation(FILES)
  public long unchangedDirectory() throws Exception {
    Unchanged unchanged = new Unchanged();
    try (Trees trees = new LocalSite(folders).open(ReadOptions.PLAIN, false)) {
      new March(trees, comparison, CapabilitySource.EVERYTHING, Selection.ALL, unchanged)
          .run(io.camelmirror.diff.Scope.ALL, pool);
    }
    if (unchanged.count.sum() != FILES) {
      throw new IllegalStateException(unchanged.count + " are unchanged");
    }
    return unchanged.count.sum();
  }

  private static final class Unchanged implements MarchListener {

    private final LongAdder count = new LongAdder();

    @Override
    public void unchanged() {
      count.increment();
    }

    @Override
    public void change(Change change, ChangeCompletion completion) {
      throw new IllegalStateException(change.toString());
    }

    @Override
    public void orphan(Change change) {
      throw new IllegalStateException(change.toString());
    }

    @Override
    public void problem(Problem problem) {
      throw new IllegalStateException(problem.toString());
    }

    @Override
    public void leftover(Path path, Entry.Inode directory) {}

    @Override
    public void skipped(Path path, Entry source, Skipped why) {}

    @Override
    public void grantOwnerAccess(Path path) {}

    @Override
    public boolean restrict(Path path, Entry source, Entry.Inode directory) {
      return true;
    }

    @Override
    public void keptClosed(Path path, Entry source, Entry.Inode directory) {}

    @Override
    public void restoreAttributes(Path path, Entry source, Entry.Inode directory) {}

    @Override
    public void seen(int inSource, int inReplica) {}

    @Override
    public void notKept(Capability what, Capabilities capabilities) {}

    @Override
    public void notKeptEverywhere(Capability what, Throwable cause) {}
  }
}
