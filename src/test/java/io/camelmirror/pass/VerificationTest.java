package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Contents;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.local.LocalSite;
import io.camelmirror.watched.Watch;
import io.camelmirror.watched.WatchedSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

  private static final String SILENT =
      " (size and time are equal: silent corruption, or a program that hides its changes)";

  @TempDir Path folder;
  private final PassRecord record = new PassRecord();
  private TreeBuilder source;
  private TreeBuilder replica;

  @BeforeEach
  void makeRoots() throws Exception {
    source = TreeBuilder.in(folder.resolve("source"), "a = text", "d/b = text", "d/c = text");
    replica = TreeBuilder.in(folder.resolve("replica"), "a = text", "d/b = text", "d/c = text");
  }

  @Test
  void findsTwoTreesEqual() throws Exception {
    VerifyReport report = verify(MirrorBuilder.of(source, replica));

    assertThat(report.isEqual()).isTrue();
    assertThat(report.equal()).isEqualTo(3);
    assertThat(record.differences()).isEmpty();
  }

  @Test
  void reportsEveryDifferenceInOrderAndChangesNothing() throws Exception {
    source.add("kind = file", "larger = text", "missing/below/e = text", "to-dir/in = text");
    source.add("link -> there", "mode = text", "time = text");
    replica.add("kind -> text", "larger = more text", "extra/below/e = text", "to-dir = file");
    replica.add("link -> elsewhere", "mode = text", "time = text", "d/b = TEXT");
    replica.mode("mode", 0600).mode("d", 0700);
    replica.time("time", Instant.parse("2025-01-01T00:00:00Z"));
    TreeSnapshot before = TreeSnapshot.state(replica.root());

    VerifyReport report = verify(MirrorBuilder.of(source, replica));

    assertThat(record.differences())
        .filteredOn(line -> !line.startsWith("link: ") && !line.startsWith(".: "))
        .containsExactly(
            "d: permissions",
            "d/b: content" + SILENT,
            "extra: not in the source",
            "extra/below: not in the source",
            "extra/below/e: not in the source",
            "kind: kind (file in the source, link in the replica)",
            "larger: content, size",
            "missing: missing in the replica",
            "missing/below: missing in the replica",
            "missing/below/e: missing in the replica",
            "mode: permissions",
            "time: time",
            "to-dir: kind (directory in the source, file in the replica)",
            "to-dir/in: missing in the replica");
    assertThat(record.differences()).anyMatch(line -> line.startsWith("link: link target"));
    assertThat(report.different()).isEqualTo(record.differences().size());
    assertThat(report.silent()).isEqualTo(1);
    assertThat(report.equal()).isEqualTo(2);
    assertThat(report.failed()).isZero();
    assertThat(record.changes()).isEmpty();
    assertThat(TreeSnapshot.state(replica.root())).isEqualTo(before);
  }

  @Test
  void reportsHardLinks() throws Exception {
    Files.createLink(source.path("e"), source.path("a"));
    replica.add("e = text");

    verify(MirrorBuilder.of(source, replica).keeping(new FidelityBuilder().hardLinks().build()));

    assertThat(record.differences())
        .filteredOn(line -> !line.startsWith("."))
        .singleElement()
        .asString()
        .matches("[ae]: hard links");
  }

  /** Its permissions wait for the orphan in a pass, and so they are no change of the pass. */
  @Test
  void reportsADirectoryThatAPassWouldKeepClosed() throws Exception {
    replica.add("d/extra = text").mode("d", 0700);

    verify(MirrorBuilder.of(source, replica));

    assertThat(record.differences())
        .anyMatch(line -> line.startsWith("d: ") && line.contains("permissions"))
        .contains("d/extra: not in the source");
  }

  @Test
  void looksAgainAtWhatHasChangedMeanwhile() throws Exception {
    replica.add("a = old", "d/b = old");
    AtomicInteger reads = new AtomicInteger();
    Watch copying =
        new Watch() {
          @Override
          public void reads(String call, Path path) {
            if (call.equals("read")
                && path.equals(source.path("a"))
                && reads.incrementAndGet() == 2) {
              add(replica, "a = text");
            }
          }
        };

    VerifyReport report = verify(MirrorBuilder.of(source, replica), copying, false);

    assertThat(record.differences())
        .filteredOn(line -> !line.startsWith("d: ") && !line.startsWith(".: "))
        .containsExactly("d/b: content, size");
    assertThat(report.equal()).as("a, which was copied meanwhile, and c").isEqualTo(2);
  }

  @Test
  void doesNotClaimToHaveComparedAFileThatKeepsChanging() throws Exception {
    replica.add("a = old");
    AtomicInteger reads = new AtomicInteger();
    Watch writing =
        new Watch() {
          @Override
          public void reads(String call, Path path) {
            if (call.equals("read") && path.equals(source.path("a"))) {
              add(source, "a = " + "x".repeat(10 + reads.incrementAndGet()));
            }
          }
        };

    VerifyReport report = verify(MirrorBuilder.of(source, replica), writing, false);

    assertThat(record.notVerified())
        .containsExactly("could not compare a: it keeps changing: " + source.path("a"));
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.isEqual()).isFalse();
  }

  @Test
  void expectsWhatMayNotBeDeletedToStay() throws Exception {
    replica.add("extra = text").time("", TreeBuilder.TIME);

    assertThat(verify(MirrorBuilder.of(source, replica).noDelete()).isEqual()).isTrue();
  }

  @Test
  void readsOneShareOfTheFilesAtATime() throws Exception {
    for (int i = 0; i < 20; i++) {
      source.add("f" + i + " = text");
      replica.add("f" + i + " = TEXT");
    }
    List<String> found = new ArrayList<>();
    try (Mirror mirror = MirrorBuilder.of(source, replica).open(record)) {
      for (int part = 0; part < 3; part++) {
        record.clear();
        try (Verification verification = new Verification(mirror, site())) {
          VerifyReport report = verification.run(new Contents(part, 3), false);
          assertThat(report.silent()).isBetween(1L, 19L);
        }
        found.addAll(record.differences());
      }
    }
    assertThat(found).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void repairsContentOfEqualSizeAndTimeBesideTheLockOfItsMirror() throws Exception {
    replica.add("d/b = TEXT", "a = TEXT");

    VerifyReport report = verify(MirrorBuilder.of(source, replica), null, true);

    assertThat(report.silent()).isEqualTo(2);
    assertThat(report.repair().updated()).isEqualTo(2);
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
  }

  @Test
  void theGuardsHoldForARepair() throws Exception {
    replica.add("a = TEXT", "extra/e = text");

    VerifyReport report = verify(MirrorBuilder.of(source, replica).maxDelete("1"), null, true);

    assertThat(report.repair().refused()).isEqualTo("max-delete");
    assertThat(replica.content("a")).isEqualTo("text");
    assertThat(replica.content("extra/e")).isEqualTo("text");
  }

  @Test
  void doesNotTakeAMissingReplicaForAnEmptyOne() throws Exception {
    try (Mirror mirror = MirrorBuilder.of(source, replica).open(record);
        Verification verification = new Verification(mirror, site())) {
      Files.move(replica.root(), folder.resolve("elsewhere"));

      assertThatThrownBy(() -> verification.run(Contents.ALL, false))
          .isInstanceOf(GoneException.class);
    }
    assertThat(record.differences()).isEmpty();
    assertThat(record.events()).containsExactly("verify failed photos");
  }

  @Test
  void tellsNothingAfterItWasAborted() throws Exception {
    replica.add("a = old");
    try (Mirror mirror = MirrorBuilder.of(source, replica).open(record);
        Verification verification = new Verification(mirror, site())) {
      verification.abort();

      assertThat(verification.run(Contents.ALL, true)).isNull();
    }
    assertThat(record.differences()).isEmpty();
    assertThat(replica.content("a")).isEqualTo("old");
  }

  private static void add(TreeBuilder tree, String entry) {
    try {
      tree.add(entry);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private VerifyReport verify(MirrorBuilder builder) throws Exception {
    return verify(builder, null, false);
  }

  private VerifyReport verify(MirrorBuilder builder, Watch watch, boolean repair) throws Exception {
    Site site = watch == null ? site() : new WatchedSite(site(), watch);
    try (Mirror mirror = builder.open(record);
        Verification verification = new Verification(mirror, site)) {
      return verification.run(Contents.ALL, repair);
    }
  }

  private Site site() throws Exception {
    return new LocalSite(FolderPair.of(source.root(), replica.root()));
  }
}
