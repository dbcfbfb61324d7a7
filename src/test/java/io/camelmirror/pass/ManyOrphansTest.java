package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.FolderPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More orphans than memory has room for. */
class ManyOrphansTest {

  private static final long ROOM_FOR_FIVE = 5 * 420;

  @TempDir Path folder;
  private Path source;
  private Path replica;

  @BeforeEach
  void fill() throws IOException {
    source = Files.createDirectory(folder.resolve("source"));
    replica = Files.createDirectory(folder.resolve("replica"));
    for (int i = 0; i < 40; i++) {
      Files.createDirectories(source.resolve("d" + i % 3));
      Path directory = Files.createDirectories(replica.resolve("d" + i % 3));
      Files.writeString(directory.resolve("old" + i), "x");
    }
    Files.createDirectories(replica.resolve("d0/folder/deep"));
    Files.writeString(replica.resolve("d0/folder/deep/old"), "x");
    Files.writeString(source.resolve("d1/new"), "x");
  }

  private MirrorBuilder mirror() throws Exception {
    return MirrorBuilder.of(FolderPair.of(source, replica));
  }

  @Test
  void areAllRemovedInOnePass() throws Exception {
    try (Mirror mirror = mirror().open()) {
      mirror.opener().setOrphanMemory(ROOM_FOR_FIVE);

      PassReport report = mirror.pass(Scope.ALL);

      assertThat(report.deleted()).isEqualTo(41);
      assertThat(report.copied()).isEqualTo(1);
      assertThat(report.failed()).isZero();
      assertThat(report.held()).isZero();
    }
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void directoriesThatTakeTheirPlaceAreFilledInTheSamePass() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.writeString(Files.createDirectory(source.resolve("e" + i)).resolve("new"), "x");
      Files.writeString(replica.resolve("e" + i), "a file");
    }
    try (Mirror mirror = mirror().open()) {
      mirror.opener().setOrphanMemory(ROOM_FOR_FIVE);

      assertThat(mirror.pass(Scope.ALL).failed()).isZero();
    }
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "40"})
  void areAllCountedByTheGuard(String limit) throws Exception {
    List<Refusal> refusals = new ArrayList<>();
    PassListener listener =
        new PassListener() {
          @Override
          public void refused(PassProgress pass, Refusal refusal) {
            refusals.add(refusal);
          }
        };
    try (Mirror mirror = mirror().maxDelete(limit).open(listener)) {
      mirror.opener().setOrphanMemory(ROOM_FOR_FIVE);

      assertThat(mirror.pass(Scope.ALL).deleted()).isZero();
    }
    // Directories for which memory had no room count as one entry.
    assertThat(refusals).singleElement().satisfies(refusal -> atLeast(41, refusal.orphans()));
  }

  private static void atLeast(long least, long count) {
    assertThat(count).isBetween(least, least + 2);
  }

  @Test
  void areHeldForAReconciliationApart() throws Exception {
    try (Mirror mirror = mirror().reconcilingApart().open()) {
      mirror.opener().setOrphanMemory(ROOM_FOR_FIVE);

      assertThat(mirror.pass(Scope.ALL).held()).isEqualTo(41);
      assertThat(mirror.reconcile(() -> true).deleted()).isEqualTo(41);
    }
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
  }

  @Test
  void areSummedUpInADryRunWhichEnds() throws Exception {
    PassRecord record = new PassRecord();
    try (Mirror mirror = mirror().dry().open(record)) {
      mirror.opener().setOrphanMemory(ROOM_FOR_FIVE);

      assertThat(mirror.pass(Scope.ALL).failed()).isEqualTo(1);
    }
    assertThat(record.problems())
        .singleElement()
        .asString()
        .containsPattern("\\d+ more do not fit into the memory of a dry run");
  }

  /** Orphans that cannot be removed are found again each time; the search must still end. */
  @Test
  void endWhenNoneOfThemCanBeRemoved() throws Exception {
    try (Mirror mirror = mirror().open()) {
      mirror.opener().setOrphanMemory(ROOM_FOR_FIVE);
      mirror.setRemovals(pending -> pending.complete(Outcome.failed(new IOException("not today"))));

      assertThat(mirror.pass(Scope.ALL).failed()).isPositive();
    }
  }
}
