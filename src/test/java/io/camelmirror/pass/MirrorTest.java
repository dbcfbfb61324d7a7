package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelmirror.NativeCalls;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.UnusableFolderException;
import io.camelmirror.watched.Watch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {

  private static final String LEFTOVER = ".camel-mirror-0123456789abcdef.part";

  @TempDir Path folder;
  private final PassRecord record = new PassRecord();
  private TreeBuilder source;
  private TreeBuilder replica;

  @BeforeEach
  void makeRoots() throws Exception {
    source = TreeBuilder.in(folder.resolve("source"), "new = 1234", "updated = 123", "d/e/a = 1");
    replica = TreeBuilder.in(folder.resolve("replica"), "updated = 1", "gone = 1");
  }

  @Test
  void writesNothingInADryRun() throws Exception {
    source.add("mode = 1", "l -> x", "folder = 1", "file/a = 1").mode("mode", 0600);
    replica.add("mode = 1", "closed/", "folder/a = 1", "file = 1", LEFTOVER + " = part");
    replica.mode("closed", 0);
    source.add("closed/b = 1");
    TreeSnapshot before = TreeSnapshot.of(folder);
    PassReport dry;
    try (Mirror mirror =
        MirrorBuilder.of(source, replica).dry().trash(folder.resolve("trash")).open(record)) {
      dry = mirror.pass(Scope.ALL);
      assertThat(dry.dryRun()).isTrue();
    } finally {
      assertThat(TreeSnapshot.of(folder)).isEqualTo(before);
    }
    try (Mirror mirror = MirrorBuilder.of(source, replica).open(new PassRecord())) {
      assertThat(dry)
          .as("what would have been done")
          .usingRecursiveComparison()
          .ignoringFields("started", "ended", "duration", "dryRun")
          .isEqualTo(mirror.pass(Scope.ALL));
    }
  }

  @Test
  void makesNoReplicaInADryRun() throws Exception {
    replica.delete("");
    try (Mirror mirror = MirrorBuilder.of(source, replica).dry().open(record)) {
      assertThat(mirror.pass(Scope.ALL).copied()).isEqualTo(3);
    }
    assertThat(replica.root()).doesNotExist();
  }

  @Test
  void locksTheReplicaUntilItIsClosed() throws Exception {
    NativeCalls.require();
    MirrorBuilder builder = MirrorBuilder.of(source, replica);
    try (Mirror mirror = builder.open()) {
      assertThat(mirror.isDryRun()).isFalse();
      assertThatThrownBy(builder::open).isInstanceOf(UnusableFolderException.class);
    }
    Mirror second = builder.open();
    second.close();
    assertThatThrownBy(() -> second.pass(Scope.ALL)).isInstanceOf(CancellationException.class);
    builder.open().close();
  }

  @Test
  void hasEachFileOnTheDiskBeforeItTakesItsPlace() throws Exception {
    List<String> calls = Collections.synchronizedList(new ArrayList<>());
    Watch watch =
        new Watch() {
          @Override
          public void writes(String call, Path path) {
            calls.add(call);
          }
        };
    try (Mirror mirror =
        MirrorBuilder.of(source, replica).sync().threads(1).watchedBy(watch).open(record)) {
      mirror.pass(Scope.ALL);
      assertThat(calls.stream().filter(List.of("copyFrom", "sync", "rename")::contains))
          .containsExactlyElementsOf(
              Collections.nCopies(3, List.of("copyFrom", "sync", "rename")).stream()
                  .flatMap(List::stream)
                  .toList());
      assertThat(calls).endsWith("syncFileSystem");
      calls.clear();
      mirror.pass(Scope.ALL);
      assertThat(calls).as("nothing has changed").isEmpty();
    }
  }

  @Test
  void keepsInTheTrashWhatAPassTakesAway() throws Exception {
    Path trash = folder.resolve("trash");
    try (Mirror mirror = MirrorBuilder.of(source, replica).trash(trash).open(record)) {
      mirror.pass(Scope.ALL);
      assertThat(record.problems()).isEmpty();
      try (Stream<Path> passes = Files.list(trash)) {
        Path kept = passes.findFirst().orElseThrow();
        assertThat(kept.resolve("gone")).hasContent("1");
        assertThat(kept.resolve("updated")).hasContent("1");
      }
    }
  }

  @Test
  void makesNoTrashWithoutNeed() throws Exception {
    Path trash = folder.resolve("trash");
    replica.delete("gone").delete("updated");
    try (Mirror mirror = MirrorBuilder.of(source, replica).trash(trash).open(record)) {
      mirror.pass(Scope.ALL);
    }
    assertThat(record.problems()).isEmpty();
    assertThat(trash).doesNotExist();
  }

  @Test
  void makesOnlyPassesThatAreAskedForWhileItIsPaused() throws Exception {
    try (Mirror mirror = MirrorBuilder.of(source, replica).reconcilingApart().open(record)) {
      mirror.pause();
      assertThat(mirror.scheduledPass(Scope.ALL, () -> true)).isNull();
      assertThat(mirror.pass(Scope.ALL).held()).isEqualTo(1);
      assertThat(mirror.reconcile(() -> true)).isNull();
      assertThat(replica.path("gone")).exists();
      mirror.resume();
      assertThat(mirror.reconcile(() -> true).deleted()).isEqualTo(1);
    }
  }

  @Test
  void endsAPassThatIsCancelledAndHoldsNothingOfIt() throws Exception {
    Mirror[] cancelled = new Mirror[1];
    ChangeSink sink =
        pending -> {
          cancelled[0].cancel();
          ChangeSink.DIRECT.accept(pending);
        };
    try (Mirror mirror =
        MirrorBuilder.of(source, replica).threads(1).sendingTo(sink).open(record)) {
      cancelled[0] = mirror;
      assertThat(mirror.pass(Scope.ALL)).isNull();
      assertThat(record.events()).containsExactly("began photos 1", "cancelled photos 1");
      assertThat(record.changes()).hasSize(1);
      assertThat(replica.path("gone")).as("an orphan of half a pass").exists();
    }
  }

  @Test
  void removesWhatIsHeldWhenItIsAsked() throws Exception {
    try (Mirror mirror = MirrorBuilder.of(source, replica).reconcilingApart().open(record)) {
      assertThat(mirror.pass(Scope.ALL).held()).isEqualTo(1);

      assertThat(mirror.reconcile(() -> true).deleted()).isEqualTo(1);

      replica.add("gone = 1");
      assertThat(mirror.pass(Scope.ALL).held()).as("it was asked for once").isEqualTo(1);
    }
  }

  @Test
  void removesOrphansAtTheEndOfTheNextPassIfNoneAreHeldWhenItIsAsked() throws Exception {
    try (Mirror mirror = MirrorBuilder.of(source, replica).reconcilingApart().open(record)) {
      assertThat(mirror.reconcile(() -> true)).isNull();

      PassReport report = mirror.pass(Scope.ALL);

      assertThat(report.deleted()).isEqualTo(1);
      assertThat(report.held()).isZero();
      assertThat(record.events()).containsExactly("began photos 1", "ended photos 1");
      replica.add("gone = 1");
      assertThat(mirror.pass(Scope.ALL).held()).as("it was asked for once").isEqualTo(1);
    }
  }

  @Test
  void removesOrphansAtTheEndOfThePassDuringWhichItIsAsked() throws Exception {
    Mirror[] asked = new Mirror[1];
    FutureTask<PassReport> apart = new FutureTask<>(() -> asked[0].reconcile(() -> true));
    Thread asking = new Thread(apart);
    ChangeSink sink =
        pending -> {
          if (asking.getState() == Thread.State.NEW) {
            asking.start();
            Awaitility.await().until(() -> asking.getState() == Thread.State.WAITING);
          }
          ChangeSink.DIRECT.accept(pending);
        };
    try (Mirror mirror =
        MirrorBuilder.of(source, replica)
            .reconcilingApart()
            .threads(1)
            .sendingTo(sink)
            .open(record)) {
      asked[0] = mirror;
      assertThat(mirror.pass(Scope.ALL).deleted()).isEqualTo(1);
      assertThat(apart.get()).as("the pass has carried it out").isNull();
    }
  }

  @Test
  void removesNothingIfWhoAskedHasTakenItBack() throws Exception {
    boolean[] wanted = {true};
    try (Mirror mirror = MirrorBuilder.of(source, replica).reconcilingApart().open(record)) {
      mirror.reconcile(() -> wanted[0]);
      wanted[0] = false;
      assertThat(mirror.pass(Scope.ALL).held()).isEqualTo(1);

      wanted[0] = true;
      assertThat(mirror.pass(Scope.ALL).deleted()).isEqualTo(1);
    }
  }

  @Test
  void holdsOrphansAsLongAsNothingTakesThem() throws Exception {
    try (Mirror mirror = MirrorBuilder.of(source, replica).reconcilingApart().open(record)) {
      mirror.setRemovals(null);
      mirror.reconcile(() -> true);
      assertThat(mirror.pass(Scope.ALL).held()).isEqualTo(1);
      assertThat(mirror.reconcile(() -> true)).isNull();

      mirror.setRemovals(ChangeSink.DIRECT);
      assertThat(mirror.reconcile(() -> true).deleted()).isEqualTo(1);
    }
  }

  @Test
  void asksTheGuardsEachTimeThatItIsAsked() throws Exception {
    replica.add("gone too = 1");
    try (Mirror mirror =
        MirrorBuilder.of(source, replica).reconcilingApart().maxDelete("1").open(record)) {
      mirror.reconcile(() -> true);
      PassReport refused = mirror.pass(Scope.ALL);
      assertThat(refused.refusal().orphans()).isEqualTo(2);
      assertThat(refused.deleted()).isZero();

      assertThat(mirror.reconcile(() -> true)).as("the next pass looks again").isNull();
      replica.delete("gone too");
      assertThat(mirror.pass(Scope.ALL).deleted()).isEqualTo(1);
    }
  }

  @Test
  void doesWhatItWasAskedAfterACancelledPass() throws Exception {
    try (Mirror mirror = MirrorBuilder.of(source, replica).reconcilingApart().open(record)) {
      mirror.setRemovals(
          pending -> {
            mirror.cancel();
            pending.complete(Outcome.SKIPPED);
          });
      mirror.reconcile(() -> true);
      assertThat(mirror.pass(Scope.ALL)).isNull();

      mirror.setRemovals(ChangeSink.DIRECT);
      assertThat(mirror.pass(Scope.ALL).deleted()).isEqualTo(1);
    }
  }
}
