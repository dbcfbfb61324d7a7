package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes over a part of the trees: which orphans they hold, remove and leave alone. */
class ScopeTest {

  @TempDir Path folder;
  private final PassRecord record = new PassRecord();
  private TreeBuilder source;
  private TreeBuilder replica;

  @BeforeEach
  void makeRoots() throws Exception {
    source = TreeBuilder.in(folder.resolve("source"), "d/a = 1", "e/a = 1", "top = 1");
    replica = TreeBuilder.in(folder.resolve("replica"));
  }

  @Test
  void copiesNothingOutsideOfIt() throws Exception {
    try (Mirror mirror = builder().open(record)) {
      mirror.pass(Scope.ALL);
      record.clear();
      source.add("d/new = 1", "d/f/deep = 1", "e/new = 1", "new = 1");
      mirror.pass(alone("d"));
      assertThat(record.changes())
          .containsExactlyInAnyOrder("CREATE d/new", "CREATE d/f", "CREATE d/f/deep");
      source.add("d/f/deeper/x = 1");
      record.clear();
      mirror.pass(alone("d"));
      assertThat(record.changes()).isEmpty();
      mirror.pass(below("d"));
      assertThat(record.changes()).containsOnlyOnce("CREATE d/f/deeper/x");
      assertThat(replica.path("e/new")).doesNotExist();
      assertThat(replica.path("new")).doesNotExist();
    }
  }

  @Test
  void walksTheNearestFolderThatBothTreesHave() throws Exception {
    try (Mirror mirror = builder().open(record)) {
      mirror.pass(Scope.ALL);
      source.add("x/y/z = 1").delete("e");
      mirror.pass(alone("x/y", "e"));
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
    }
  }

  @Test
  void removesNothingBeforeACompletePass() throws Exception {
    replica.add("d/gone = 1", "gone = 1");
    try (Mirror mirror = builder().open(record)) {
      PassReport report = mirror.pass(alone("d"));
      assertThat(report.copied()).isEqualTo(1);
      assertThat(report.deleted()).isZero();
      assertThat(report.held()).isEqualTo(1);
      assertThat(replica.path("d/gone")).exists();
      mirror.pass(Scope.ALL);
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
    }
  }

  @Test
  void replacesTheOrphansOfItsOwnPartOnly() throws Exception {
    replica.add("d/1 = ", "d/2 = ", "e/1 = ", "gone/x = ");
    try (Mirror mirror = builder().reconcilingApart().open(record)) {
      assertThat(mirror.pass(Scope.ALL).held()).isEqualTo(4);
      source.add("d/1 = ", "e/1 = ");
      assertThat(mirror.pass(alone("d")).held()).isEqualTo(3);
      replica.add("d/3 = ");
      assertThat(mirror.pass(alone("d")).held()).isEqualTo(4);
      mirror.reconcile(() -> true);
    }
    // The orphans held below e are out of date, so each is looked up again.
    assertThat(replica.path("e/1")).exists();
    for (String removed : List.of("d/2", "d/3", "gone")) {
      assertThat(replica.path(removed)).doesNotExist();
    }
    assertThat(record.events()).containsOnlyOnce("reconciled photos 3");
  }

  @Test
  void holdsAFolderInPlaceOfWhatWasHeldBelowIt() throws Exception {
    replica.add("d/f/1 = ", "d/f/2 = ");
    source.add("d/f/a = ");
    try (Mirror mirror = builder().reconcilingApart().open(record)) {
      assertThat(mirror.pass(Scope.ALL).held()).isEqualTo(2);
      source.delete("d/f");
      assertThat(mirror.pass(alone("d")).held()).isEqualTo(1);
      mirror.reconcile(() -> true);
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
    }
  }

  @Test
  void looksBelowAHeldFolderThatTheSourceHasBack() throws Exception {
    try (Mirror mirror = builder().reconcilingApart().open(record)) {
      source.add("d/f/old = 1", "d/f/g/old = 1");
      mirror.pass(Scope.ALL);
      source.delete("d/f");
      assertThat(mirror.pass(alone("d")).held()).isEqualTo(1);
      // As a folder that is moved there is: nothing but its own name is new.
      TreeBuilder.in(folder.resolve("elsewhere"), "g/new = 1");
      Files.move(folder.resolve("elsewhere"), source.path("d/f"));
      assertThat(mirror.pass(alone("d")).held()).isEqualTo(2);
      mirror.reconcile(() -> true);
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
    }
  }

  @Test
  void isGuardedByWhatTheLastCompletePassKnew() throws Exception {
    for (int i = 0; i < 150; i++) {
      source.add("d/" + i + " = ");
    }
    try (Mirror mirror = builder().maxDelete("50%").open(record)) {
      mirror.pass(Scope.ALL);
      for (int i = 0; i < 101; i++) {
        source.delete("d/" + i);
      }
      assertThat(mirror.pass(alone("d")).refusal())
          .isEqualTo(
              new Refusal(
                  "max-delete",
                  101,
                  "101 of 155 entries would be deleted, which is more than mirror.max-delete=50%"
                      + " permits: nothing is deleted; if that is right, run once with --max-delete"
                      + " off"));
    }
  }

  @Test
  void knowsWhatTheLastCompletePassHasMade() throws Exception {
    for (int i = 0; i < 210; i++) {
      source.add("e/" + i + " = ");
    }
    try (Mirror mirror = builder().maxDelete("50%").open(record)) {
      mirror.pass(Scope.ALL);
      for (int i = 0; i < 105; i++) {
        source.delete("e/" + i);
      }
      assertThat(mirror.pass(alone("e")).deleted()).isEqualTo(105);
    }
  }

  @Test
  void addsToWhatWasRefusedBefore() throws Exception {
    replica.add("e/1 = ", "e/2 = ");
    try (Mirror mirror = builder().maxDelete("1").open(record)) {
      PassReport refused = mirror.pass(Scope.ALL);
      assertThat(refused.refusal().orphans()).isEqualTo(2);
      assertThat(refused.held()).as("waiting for a reconciliation").isZero();
      replica.add("d/1 = ");
      assertThat(mirror.pass(alone("d")).refusal().orphans()).isEqualTo(3);
      assertThat(replica.path("d/1")).exists();
    }
    assertThat(record.events()).containsOnlyOnce("refused max-delete 2");
  }

  @Test
  void sharesTheLimitWithOtherPassesOverParts() throws Exception {
    source.add("d/1 = ", "d/2 = ", "e/1 = ");
    try (Mirror mirror = builder().maxDelete("2").open(record)) {
      mirror.pass(Scope.ALL);
      source.delete("d/1").delete("d/2");
      assertThat(mirror.pass(alone("d")).deleted()).isEqualTo(2);

      source.delete("e/1");
      PassReport waiting = mirror.pass(alone("e"));
      assertThat(waiting.deleted()).isZero();
      assertThat(waiting.held()).isEqualTo(1);
      assertThat(waiting.refusal()).isNull();

      assertThat(mirror.pass(Scope.ALL).deleted()).isEqualTo(1);
    }
  }

  private MirrorBuilder builder() throws Exception {
    return MirrorBuilder.of(source, replica);
  }

  private static Scope alone(String... paths) {
    return Scope.alone(paths(paths));
  }

  private static Scope below(String... paths) {
    return Scope.below(paths(paths));
  }

  private static List<Path> paths(String... paths) {
    return List.of(paths).stream().map(Path::of).toList();
  }
}
