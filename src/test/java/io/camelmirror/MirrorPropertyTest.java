package io.camelmirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.diff.Scope;
import io.camelmirror.pass.Mirror;
import io.camelmirror.pass.MirrorBuilder;
import io.camelmirror.pass.PassRecord;
import io.camelmirror.posix.Posix;
import io.camelmirror.testing.Fact;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.local.LocalSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever was done to the two trees: one pass makes them equal, and the next finds no change. */
class MirrorPropertyTest {

  private Path folder;

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("mirror-property");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 50, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void onePassMakesTheTreesEqual(
      @ForAll("availableCalls") LocalSite.Calls calls,
      @ForAll long dice,
      @ForAll @IntRange(max = 60) int size,
      @ForAll @IntRange(max = 30) int edits)
      throws Exception {
    Random random = new Random(dice);
    FolderPair folders = new FolderPair(folder.resolve("source"), folder.resolve("replica"));
    Files.createDirectory(folders.source());
    Files.createDirectory(folders.replica());
    new TreeEdits(folders.source(), random).make(size);
    PassRecord record = new PassRecord();
    try (Mirror mirror = MirrorBuilder.of(folders).by(calls).open(record)) {
      mirror.pass(Scope.ALL);
      new TreeEdits(folders.source(), random).make(edits);
      new TreeEdits(folders.replica(), random).make(edits);

      mirror.pass(Scope.ALL);

      assertThat(TreeSnapshot.of(folders.replica(), Fact.by(calls)))
          .isEqualTo(TreeSnapshot.of(folders.source(), Fact.by(calls)));
      assertThat(record.problems()).isEmpty();
      record.clear();
      mirror.pass(Scope.ALL);
      assertThat(record.changes()).isEmpty();
      assertThat(record.problems()).isEmpty();
    }
  }

  @Provide
  Arbitrary<LocalSite.Calls> availableCalls() {
    return Posix.isAvailable()
        ? Arbitraries.of(LocalSite.Calls.values())
        : Arbitraries.of(LocalSite.Calls.NIO);
  }
}
