package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import io.camelmirror.TreeEdits;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Passes over what was edited come to the same as passes over everything. */
class ScopePropertyTest {

  private Path folder;
  private TreeBuilder source;
  private TreeBuilder replica;

  @BeforeTry
  void makeRoots() throws IOException {
    folder = Files.createTempDirectory("scope-property");
    source = TreeBuilder.in(folder.resolve("source"));
    replica = TreeBuilder.in(folder.resolve("replica"));
  }

  @AfterTry
  void removeFolder() throws IOException {
    TreeBuilder.in(folder).delete("");
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void passesOverTheEditsMakeTheTreesEqual(
      @ForAll long dice, @ForAll @IntRange(max = 40) int size, @ForAll @IntRange(max = 8) int steps)
      throws Exception {
    Random random = new Random(dice);
    TreeEdits edits = new TreeEdits(source.root(), random);
    PassRecord record = new PassRecord();
    try (Mirror mirror = MirrorBuilder.of(source, replica).movingFrom(1).open(record)) {
      edits.make(size);
      mirror.pass(Scope.ALL);
      for (int i = 0; i < steps; i++) {
        passOver(edits.make(1 + random.nextInt(6)), mirror, random);
      }
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
      record.clear();
      mirror.pass(Scope.ALL);
      assertThat(record.changes()).isEmpty();
      assertThat(record.problems()).isEmpty();
    }
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void passesOverTheEditsHoldTheOrphansOfAPassOverEverything(
      @ForAll long dice,
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(min = 1, max = 8) int steps)
      throws Exception {
    Random random = new Random(dice);
    TreeEdits edits = new TreeEdits(source.root(), random);
    try (Mirror mirror = MirrorBuilder.of(source, replica).movingFrom(1).reconcilingApart().open();
        Mirror dry =
            MirrorBuilder.of(source, replica).movingFrom(1).reconcilingApart().dry().open()) {
      edits.make(size);
      long held = mirror.pass(Scope.ALL).held();
      for (int i = 0; i < steps; i++) {
        PassReport report = passOver(edits.make(1 + random.nextInt(6)), mirror, random);
        held = report == null ? held : report.held();
      }
      assertThat(held).isEqualTo(dry.pass(Scope.ALL).held());
      mirror.reconcile(() -> true);
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
    }
  }

  /** Null when nothing was edited. */
  private static PassReport passOver(List<Path> edited, Mirror mirror, Random random)
      throws Exception {
    if (edited.isEmpty()) {
      return null;
    }
    List<Path> parents = edited.stream().map(Tree::parentOf).toList();
    return mirror.pass(random.nextInt(4) == 0 ? Scope.below(parents) : Scope.alone(parents));
  }
}
