package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.local.LocalSite;
import io.camelmirror.watched.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was moved in the source is moved in the replica. */
class RenamesTest {

  private static final Instant TIME = Instant.parse("2024-05-06T07:08:09.123456789Z");
  private static final int PERMISSIONS = 07777;

  @TempDir Path folder;
  private final PassRecord record = new PassRecord();
  private TreeBuilder source;
  private TreeBuilder replica;
  private MirrorBuilder builder;

  /** Makes the same trees, in which two folders can be told by their times. */
  @BeforeEach
  void makeRoots() throws Exception {
    source = plant("source");
    replica = plant("replica");
    builder = mirror();
  }

  private TreeBuilder plant(String root) throws IOException {
    return TreeBuilder.in(
            folder.resolve(root), "a/f = 1", "d/f = 22", "d/in/deep = 333", "m/f = 4444", "z/f = 1")
        .exactTime("d", TIME)
        .exactTime("d/in", TIME.plusNanos(1))
        .exactTime("d/f", TIME.plusNanos(2));
  }

  private MirrorBuilder mirror() throws Exception {
    return MirrorBuilder.of(source, replica).movingFrom(1);
  }

  private PassReport pass() throws Exception {
    record.clear();
    try (Mirror mirror = builder.open(record)) {
      return mirror.pass(Scope.ALL);
    }
  }

  private List<String> made() {
    return record.changes().stream().filter(change -> !change.startsWith("ATTRIBUTES")).toList();
  }

  private void assertEqual() throws IOException {
    assertThat(record.problems()).isEmpty();
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
  }

  @ParameterizedTest
  @EnumSource(LocalSite.Calls.class)
  void movesAFolderWithOneChange(LocalSite.Calls calls) throws Exception {
    NativeCalls.require(calls);
    builder.by(calls);
    source.move("d", "e");
    PassReport report = pass();
    assertThat(made()).containsExactly("MOVE e");
    assertThat(report.moved()).isEqualTo(1);
    assertThat(report.copied() + report.deleted() + report.bytes()).isZero();
    assertThat(report.unchanged()).isEqualTo(5);
    assertEqual();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/d", "a/x", "z/d", "z/x", "new/d", "new/er/d", "0", "d2"})
  void movesAFolderToWhereverItIsNow(String to) throws Exception {
    source.move("d", to);
    assertThat(pass().copied()).isZero();
    assertThat(made()).contains("MOVE " + to).noneMatch(change -> change.startsWith("DELETE"));
    assertEqual();
    pass();
    assertThat(record.changes()).isEmpty();
  }

  @Test
  void movesWhatWasMovedOutOfAMovedFolder() throws Exception {
    source.move("d", "e").move("e/in", "in").move("e/f", "a/g");
    source.exactTime("e", TIME);
    pass();
    assertThat(made()).containsExactlyInAnyOrder("MOVE e", "MOVE in", "MOVE a/g");
    assertEqual();
  }

  @Test
  void movesWithinAMovedFolder() throws Exception {
    source.move("d", "e").move("e/in", "e/out").exactTime("e", TIME);
    PassReport report = pass();
    assertThat(report.moved()).isEqualTo(2);
    assertEqual();
  }

  @Test
  void judgesWhatIsInAMovedFolder() throws Exception {
    source.move("d", "e").add("e/f = other", "e/in/new = 1").delete("e/in/deep");
    source.mode("e", 0700).exactTime("e", TIME);
    pass();
    assertThat(made())
        .containsExactlyInAnyOrder("MOVE e", "UPDATE e/f", "CREATE e/in/new", "DELETE e/in/deep");
    assertEqual();
  }

  @ParameterizedTest
  @CsvSource({"m/f, g", "m/f, z/g", "d/f, a/f2", "d/f, new/f"})
  void movesAFile(String from, String to) throws Exception {
    source.move(from, to);
    PassReport report = pass();
    assertThat(made()).contains("MOVE " + to);
    assertThat(report.copied() + report.deleted() + report.bytes()).isZero();
    assertEqual();
  }

  @ParameterizedTest
  @CsvSource({"65535, 0", "65536, 1"})
  void copiesSmallFiles(int size, int moved) throws Exception {
    source.add("m/large = " + "x".repeat(size));
    builder = MirrorBuilder.of(source, replica);
    pass();
    source.move("m/large", "a/large");
    PassReport report = pass();
    assertThat(report.moved()).isEqualTo(moved);
    assertThat(report.copied()).isEqualTo(1 - moved);
    assertEqual();
  }

  @Test
  void comparesTheContentOfFiles() throws Exception {
    source.add("g = 5555").delete("m/f");
    pass();
    assertThat(made()).containsExactlyInAnyOrder("CREATE g", "DELETE m/f");
    assertEqual();
  }

  @ParameterizedTest
  @CsvSource({"on, true", "trust, false"})
  void readsNoContentOnTrustWhereOnlyOneFileFits(Fidelity.Renames renames, boolean reads)
      throws Exception {
    List<Path> read = Collections.synchronizedList(new ArrayList<>());
    builder.keeping(new FidelityBuilder().renames(renames).build());
    builder.watchedBy(
        new Watch() {
          @Override
          public void reads(String call, Path path) {
            if (call.equals("open")) {
              read.add(path);
            }
          }
        });
    source.move("d/f", "a/g").move("m/f", "a/h");
    pass();
    assertThat(made()).containsExactlyInAnyOrder("MOVE a/g", "MOVE a/h");
    assertThat(read.contains(replica.path("d/f"))).isEqualTo(reads);
    assertThat(read).as("its time is a whole second").contains(replica.path("m/f"));
    assertEqual();
  }

  @Test
  void movesNoFolderWithTheTimeOfAnArchive() throws Exception {
    source.time("d", TreeBuilder.TIME);
    replica.time("d", TreeBuilder.TIME);
    source.move("d", "e").time("e", TreeBuilder.TIME);
    assertThat(pass().copied()).isPositive();
    assertThat(made()).doesNotContain("MOVE e").contains("CREATE e", "DELETE d");
    assertEqual();
  }

  @Test
  void movesNoFolderThatCouldBeAnother() throws Exception {
    for (TreeBuilder tree : List.of(source, replica)) {
      tree.exactTime("m", TIME);
    }
    source.move("d", "e").delete("m");
    pass();
    assertThat(made()).doesNotContain("MOVE e").contains("CREATE e", "DELETE d", "DELETE m");
    assertEqual();
  }

  @Test
  void tellsFoldersOfOneTimeByTheirNames() throws Exception {
    for (TreeBuilder tree : List.of(source, replica)) {
      tree.exactTime("m", TIME);
    }
    source.move("d", "z/d").move("m", "z/m");
    pass();
    assertThat(made()).containsExactlyInAnyOrder("MOVE z/d", "MOVE z/m");
    assertEqual();
  }

  @Test
  void movesNothingWithRenamesOff() throws Exception {
    builder.keeping(new FidelityBuilder().renames(Fidelity.Renames.off).build());
    source.move("d", "e").move("m/f", "g");
    assertThat(pass().moved()).isZero();
    assertEqual();
  }

  @Test
  void movesNothingWhereNothingMayBeDeleted() throws Exception {
    source.move("d", "e").move("m/f", "g");
    TreeSnapshot before = TreeSnapshot.of(replica.path("d"));
    builder.noDelete();
    assertThat(pass().moved()).isZero();
    assertThat(TreeSnapshot.of(replica.path("d"))).isEqualTo(before);
    replica.delete("e").delete("g");
    builder = mirror().requireMarker("marker");
    assertThat(pass().moved()).isZero();
    replica.delete("e").delete("g");
    try (Mirror mirror = mirror().open(record)) {
      mirror.setRemovals(null);
      assertThat(mirror.pass(Scope.ALL).moved()).isZero();
    }
    assertThat(TreeSnapshot.of(replica.path("d"))).isEqualTo(before);
    assertThat(replica.content("m/f")).isEqualTo("4444");
  }

  @Test
  void countsMovesAsNoDeletions() throws Exception {
    builder.maxDelete("0");
    source.move("d", "e").move("m/f", "g");
    PassReport report = pass();
    assertThat(report.refusal()).isNull();
    assertThat(report.moved()).isEqualTo(2);
    assertEqual();
  }

  @Test
  void movesWhatWasHeldForAReconciliation() throws Exception {
    builder.reconcilingApart();
    source.move("d", folder.resolve("elsewhere").toString());
    try (Mirror mirror = builder.open(record)) {
      assertThat(mirror.pass(Scope.ALL).held()).isEqualTo(1);
      source.move(folder.resolve("elsewhere").toString(), "a/d");
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(report.held()).isZero();
      assertThat(report.moved()).isEqualTo(1);
      assertEqual();
    }
  }

  @Test
  void putsNothingIntoTheTrash() throws Exception {
    builder.trash(folder.resolve("trash"));
    source.move("d", "z/e").move("m/f", "g");
    assertThat(pass().moved()).isEqualTo(2);
    assertThat(folder.resolve("trash")).doesNotExist();
    assertEqual();
  }

  @Test
  void doesInADryRunWhatARealOneWouldDo() throws Exception {
    source.move("d", "z/e").move("z/e/in", "z/e/out").move("z/e/out/deep", "g").move("m/f", "h");
    source.add("z/e/out/new = 1").exactTime("z/e", TIME).exactTime("z/e/out", TIME.plusNanos(1));
    replica.add("d/in/orphan = 55555");
    replica.exactTime("d", TIME).exactTime("d/in", TIME.plusNanos(1));
    TreeSnapshot before = TreeSnapshot.state(replica.root());
    PassReport dry;
    try (Mirror mirror = mirror().dry().open(record)) {
      dry = mirror.pass(Scope.ALL);
    }
    assertThat(TreeSnapshot.state(replica.root())).isEqualTo(before);
    assertThat(dry.moved()).isEqualTo(4);
    List<String> changes = record.changes();
    assertThat(dry)
        .usingRecursiveComparison()
        .ignoringFields("started", "ended", "duration", "dryRun")
        .isEqualTo(pass());
    assertThat(record.changes()).containsExactlyInAnyOrderElementsOf(changes);
    assertEqual();
  }

  @Test
  void deletesNothingThatAStepHeldBackFromMoving() throws Exception {
    builder.sendingTo(
        pending -> {
          if (pending.change().action() == Action.MOVE) {
            pending.complete(Outcome.SKIPPED);
          } else {
            ChangeSink.DIRECT.accept(pending);
          }
        });
    source.move("d", "z/e").move("m/f", "g");
    TreeSnapshot before = TreeSnapshot.of(replica.path("d"));
    PassReport report = pass();
    assertThat(report.skipped()).isEqualTo(1);
    assertThat(report.deleted()).isZero();
    assertThat(TreeSnapshot.of(replica.path("d"))).isEqualTo(before);
    assertThat(replica.content("m/f")).isEqualTo("4444");
    assertThat(replica.path("z/e")).doesNotExist();
    builder = mirror();
    assertThat(pass().moved()).isEqualTo(2);
    assertEqual();
  }

  @Test
  void copiesWhatItFailedToMove() throws Exception {
    builder.watchedBy(
        new Watch() {
          @Override
          public void writes(String call, Path path) throws IOException {
            if (call.equals("move")) {
              throw new IOException("for a test");
            }
          }
        });
    source.move("d", "e").move("m/f", "z/g");
    PassReport report = pass();
    assertThat(report.failed()).isEqualTo(2);
    assertThat(report.moved()).isZero();
    assertThat(record.problems())
        .extracting(problem -> problem.attempt() + " " + problem.path())
        .containsExactlyInAnyOrder("move e", "move z/g");
    record.clear();
    assertEqual();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4_500, 9_000, 1_000_000})
  void copiesWhatMemoryHasNoRoomFor(int memory) throws Exception {
    source.move("d", "e").move("m/f", "z/g").move("a/f", "m/f2").move("z/f", "a/f2");
    try (Mirror mirror = builder.open(record)) {
      mirror.opener().setOrphanMemory(memory);
      assertThat(mirror.pass(Scope.ALL).moved()).isBetween(memory < 1_000_000 ? 0L : 4L, 4L);
    }
    assertEqual();
  }

  @Test
  void movesNoFolderWithWhatAFilterLeavesAlone() throws Exception {
    builder.filteredBy((path, entry, side) -> !path.toString().endsWith(".bak"));
    replica.add("d/in/x.bak = 1");
    replica.exactTime("d", TIME).exactTime("d/in", TIME.plusNanos(1));
    source.move("d", "e").move("m", "n");
    for (TreeBuilder tree : List.of(source, replica)) {
      tree.exactTime(tree == source ? "n" : "m", TIME.plusNanos(9));
    }
    pass();
    assertThat(made()).contains("CREATE e", "MOVE n");
    assertThat(replica.content("d/in/x.bak")).isEqualTo("1");
    assertThat(replica.path("e/in/x.bak")).doesNotExist();
  }

  @Test
  void movesNoFileWithOtherHardLinks() throws Exception {
    builder.keeping(new FidelityBuilder().hardLinks().build());
    for (TreeBuilder tree : List.of(source, replica)) {
      Files.createLink(tree.path("z/linked"), tree.path("m/f"));
    }
    source.move("m/f", "g").move("d", "e");
    pass();
    assertThat(made()).contains("MOVE e").doesNotContain("MOVE g");
    assertEqual();
  }

  /** Nobody may reach at a new path what was closed to them at the old one. */
  @Test
  void closesWhatItMovesToAnotherFolder() throws Exception {
    NativeCalls.require();
    List<Integer> modes = Collections.synchronizedList(new ArrayList<>());
    replica.mode("d", 0755).add("d/secret = 1").mode("m/f", 0644).exactTime("d", TIME);
    source.mode("d", 0755).mode("m/f", 0640);
    source.move("d", "a/e").move("m/f", "z/g");
    builder.watchedBy(
        new Watch() {
          @Override
          public void writes(String call, Path path) throws IOException {
            if (call.equals("move") || call.equals("delete") && path.endsWith("a/e/secret")) {
              Path moved = call.equals("move") ? path : path.getParent();
              modes.add((Integer) Files.getAttribute(moved, "unix:mode") & PERMISSIONS);
            }
          }
        });
    pass();
    assertThat(modes).containsExactlyInAnyOrder(0700, 0700, 0600);
    assertEqual();
  }

  @Test
  void forgetsOrphansHeldInAMovedFolder() throws Exception {
    builder.reconcilingApart();
    replica.add("d/in/orphan = 1");
    try (Mirror mirror = builder.open(record)) {
      assertThat(mirror.pass(Scope.ALL).held()).isEqualTo(1);
      source.move("d", "e");
      PassReport report = mirror.pass(Scope.alone(List.of(Path.of(""))));
      assertThat(report.moved()).isEqualTo(1);
      assertThat(report.held()).isEqualTo(1);
      assertThat(mirror.reconcile(() -> true).deleted()).isEqualTo(1);
      assertEqual();
    }
  }

  @Test
  void tellsTheKindAndBothPaths() throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    builder.sendingTo(
        pending -> {
          if (pending.change().action() == Action.MOVE) {
            told.add(
                pending.change().from()
                    + " "
                    + pending.change().path()
                    + " "
                    + (pending.change().entry().kind() == Kind.DIRECTORY));
          }
          ChangeSink.DIRECT.accept(pending);
        });
    source.move("d", "z/e").move("m/f", "g");
    pass();
    assertThat(told).containsExactlyInAnyOrder("d z/e true", "m/f g false");
  }
}
