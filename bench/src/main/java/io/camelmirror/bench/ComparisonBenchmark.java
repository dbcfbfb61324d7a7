package io.camelmirror.bench;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Capabilities;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.local.LocalSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The rule that says what a pair of entries needs, on two that were read from the disk before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ComparisonBenchmark {

  private final Comparison comparison = new Comparison(Fidelity.PLAIN, Privileges.CURRENT);
  private Entry source;
  private Entry equal;
  private Entry different;

  @Setup
  public void setUp() throws Exception {
    try (Yard yard = Yard.make()) {
      yard.fill(yard.source(), 1);
      yard.fill(yard.replica(), 1);
      Files.writeString(yard.replica().resolve("other"), "of another size");
      try (Trees trees = new LocalSite(yard.folders()).open(ReadOptions.PLAIN, false)) {
        source = trees.source().read(Path.of("file-0"));
        equal = trees.replica().read(Path.of("file-0"));
        different = trees.replica().read(Path.of("other"));
      }
    }
    if (equal() != null || different() != Action.UPDATE) {
      throw new IllegalStateException(equal() + ", " + different());
    }
  }

  @Benchmark
  public Action equal() {
    return comparison.compare(source, equal, Capabilities.UNKNOWN).action();
  }

  @Benchmark
  public Action different() {
    return comparison.compare(source, different, Capabilities.UNKNOWN).action();
  }
}
