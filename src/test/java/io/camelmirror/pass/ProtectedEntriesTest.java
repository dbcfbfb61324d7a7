package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.FidelityBuilder;
import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The replica has a file where the source has a folder, and the other way round. */
class ProtectedEntriesTest {

  @TempDir Path folder;
  private final PassRecord record = new PassRecord();
  private TreeBuilder source;
  private TreeBuilder replica;

  enum Protection {
    NO_DELETE {
      @Override
      MirrorBuilder of(MirrorBuilder builder) {
        return builder.noDelete();
      }
    },
    MAX_DELETE {
      @Override
      MirrorBuilder of(MirrorBuilder builder) {
        return builder.maxDelete("0");
      }
    },
    MARKER {
      @Override
      MirrorBuilder of(MirrorBuilder builder) {
        return builder.requireMarker("mounted");
      }
    };

    abstract MirrorBuilder of(MirrorBuilder builder);
  }

  @BeforeEach
  void makeRoots() throws Exception {
    source = TreeBuilder.in(folder.resolve("source"), "file/a/b = new", "folder = new", "c = 1");
    replica = TreeBuilder.in(folder.resolve("replica"), "file = old", "folder/d = old", "gone = 1");
  }

  @ParameterizedTest
  @EnumSource
  void stayWhenDeletingIsNotPermitted(Protection protection) throws Exception {
    try (Mirror mirror = protection.of(MirrorBuilder.of(source, replica)).open(record)) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(report.skipped()).isEqualTo(2);
      assertThat(report.notReplaced()).isEqualTo(2);
      assertThat(report.failed()).isZero();
      assertThat(report.copied()).as("what is in no one's way").isEqualTo(1);
      assertThat(report.refused())
          .isEqualTo(
              switch (protection) {
                case NO_DELETE -> null;
                case MAX_DELETE -> "max-delete";
                case MARKER -> "marker";
              });
      assertThat(replica.content("file")).isEqualTo("old");
      assertThat(replica.content("folder/d")).isEqualTo("old");
      assertThat(replica.content("gone")).isEqualTo("1");

      PassReport second = mirror.pass(Scope.ALL);
      assertThat(second.notReplaced()).isEqualTo(2);
      assertThat(record.skipped())
          .as("named once")
          .containsExactlyInAnyOrder("file DIRECTORY PROTECTED", "folder FILE PROTECTED");
      assertThat(record.problems()).isEmpty();
    }
  }

  @Test
  void areNamedAgainWhenTheyAreBack() throws Exception {
    try (Mirror mirror = MirrorBuilder.of(source, replica).noDelete().open(record)) {
      mirror.pass(Scope.ALL);
      record.clear();
      replica.delete("file");
      mirror.pass(Scope.ALL);
      assertThat(replica.content("file/a/b")).isEqualTo("new");
      replica.delete("file").add("file = mine");
      mirror.pass(Scope.ALL);
      assertThat(record.skipped()).containsExactly("file DIRECTORY PROTECTED");
    }
  }

  @Test
  void areNotNamedAgainByAPassElsewhere() throws Exception {
    source.add("e/a = 1");
    try (Mirror mirror = MirrorBuilder.of(source, replica).noDelete().open(record)) {
      mirror.pass(Scope.ALL);
      record.clear();
      PassReport elsewhere = mirror.pass(Scope.below(List.of(Path.of("e"))));
      assertThat(elsewhere.notReplaced()).isEqualTo(2);
      mirror.pass(Scope.ALL);
      assertThat(record.skipped()).isEmpty();
    }
  }

  @Test
  void areReplacedAndFilledInTheSamePassWhenItIsPermitted() throws Exception {
    try (Mirror mirror = MirrorBuilder.of(source, replica).open(record)) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
      assertThat(report.notReplaced()).isZero();
      assertThat(report.copied()).as("c and file/a/b").isEqualTo(2);
      assertThat(report.updated()).as("folder").isEqualTo(1);
      assertThat(report.deleted()).as("file, folder/d and gone").isEqualTo(3);
      record.clear();
      mirror.pass(Scope.ALL);
      assertThat(record.changes()).isEmpty();
    }
  }

  @Test
  void areReplacedByAReconciliationOfItsOwn() throws Exception {
    try (Mirror mirror = MirrorBuilder.of(source, replica).reconcilingApart().open(record)) {
      assertThat(mirror.pass(Scope.ALL).held()).isEqualTo(3);
      assertThat(replica.content("file")).isEqualTo("old");
      mirror.reconcile(() -> true);
      assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
      assertThat(mirror.reconcile(() -> true)).as("nothing is held").isNull();
    }
  }

  /** Names of one file inside and outside the folder that takes the place of a file. */
  @Test
  void areFilledWithHardLinksToFilesElsewhere() throws Exception {
    Files.createLink(source.path("file/a/linked"), source.path("c"));
    MirrorBuilder keeping =
        MirrorBuilder.of(source, replica).keeping(new FidelityBuilder().hardLinks().build());
    try (Mirror mirror = keeping.open(record)) {
      PassReport report = mirror.pass(Scope.ALL);
      assertThat(report.failed()).isZero();
      assertThat(report.copied()).isEqualTo(3);
      assertThat(report.unchanged()).isZero();

      PassReport second = mirror.pass(Scope.ALL);
      assertThat(second.updated()).isZero();
      assertThat(second.unchanged()).isEqualTo(4);
    }
    assertThat(Files.isSameFile(replica.path("c"), replica.path("file/a/linked"))).isTrue();
  }
}
