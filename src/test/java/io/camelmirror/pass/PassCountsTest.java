package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.Entries;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassCountsTest {

  private final PassCounts counts = new PassCounts();

  @ParameterizedTest(name = "{0} {2} by {1}")
  @CsvSource(
      textBlock =
          """
          # action,   source,    replica,   copied, updated, deleted, moved
          CREATE,     FILE,      absent,    1, 0, 0, 0
          CREATE,     LINK,      absent,    1, 0, 0, 0
          CREATE,     DIRECTORY, absent,    0, 0, 0, 0
          UPDATE,     FILE,      FILE,      0, 1, 0, 0
          UPDATE,     LINK,      LINK,      0, 1, 0, 0
          ATTRIBUTES, FILE,      FILE,      0, 1, 0, 0
          ATTRIBUTES, DIRECTORY, DIRECTORY, 0, 0, 0, 0
          REPLACE,    FILE,      LINK,      0, 1, 0, 0
          REPLACE,    FILE,      DIRECTORY, 0, 1, 0, 0
          REPLACE,    DIRECTORY, FILE,      0, 0, 1, 0
          DELETE,     absent,    FILE,      0, 0, 1, 0
          DELETE,     absent,    FIFO,      0, 0, 1, 0
          DELETE,     absent,    DIRECTORY, 0, 0, 0, 0
          MOVE,       FILE,      FILE,      0, 0, 0, 1
          MOVE,       DIRECTORY, DIRECTORY, 0, 0, 0, 1
          """)
  void countsFilesAndOfDirectoriesOnlyThoseMoved(
      Action action,
      String source,
      String replica,
      long copied,
      long updated,
      long deleted,
      long moved) {
    counts.done(
        new Change(action, Path.of("a"), Entries.of(source), Entries.of(replica)),
        new Outcome(Outcome.State.APPLIED, 7, 1, null));
    assertThat(counts.copied.sum()).isEqualTo(copied);
    assertThat(counts.updated.sum()).isEqualTo(updated);
    assertThat(counts.deleted.sum()).isEqualTo(deleted);
    assertThat(counts.moved.sum()).isEqualTo(moved);
    assertThat(counts.bytes.sum()).isEqualTo(7);
    assertThat(counts.done.sum()).isEqualTo(1);
    assertThat(counts.changes.sum()).as("directories included").isEqualTo(1);
  }

  @Test
  void countsWhatADryRunWouldDo() {
    counts.done(
        new Change(Action.CREATE, Path.of("a"), Entries.of("FILE"), null),
        new Outcome(Outcome.State.WOULD_APPLY, 7, 1, null));
    assertThat(counts.copied.sum()).isEqualTo(1);
  }

  @Test
  void doesNotCountWhatIsOutdated() {
    counts.done(
        new Change(Action.DELETE, Path.of("a"), null, Entries.of("FILE")), Outcome.OUTDATED);
    assertThat(counts.deleted.sum()).isZero();
    assertThat(counts.changes.sum()).isZero();
  }

  @Test
  void countsWhatCannotBeMadeAsSkipped() {
    counts.done(new Change(Action.CREATE, Path.of("a"), Entries.of("FIFO"), null), Outcome.SKIPPED);
    assertThat(counts.skipped.sum()).isEqualTo(1);
    assertThat(counts.copied.sum()).isZero();
    assertThat(counts.changes.sum()).isZero();
  }

  @Test
  void doesNotCountTemporariesAsDeleted() {
    counts.done(
        new Change(
            Action.DELETE,
            Path.of("d/.camel-mirror-0123456789abcdef.part"),
            null,
            Entries.of("FILE")),
        Outcome.APPLIED);
    assertThat(counts.deleted.sum()).isZero();
  }

  @Test
  void countsNoFailureAsDone() {
    counts.done(
        new Change(Action.CREATE, Path.of("a"), Entries.of("FILE"), null),
        Outcome.failed(new IOException("why")));
    assertThat(counts.copied.sum()).isZero();
    assertThat(counts.changes.sum()).isZero();
    assertThat(counts.done.sum()).isEqualTo(1);
  }

  @Test
  void countsTheBytesOfWhatIsToBeWritten() {
    counts.found(new Change(Action.CREATE, Path.of("a"), Entries.file().size(7).entry(), null));
    counts.found(
        new Change(
            Action.ATTRIBUTES, Path.of("b"), Entries.file().size(5).entry(), Entries.of("FILE")));
    assertThat(counts.found.sum()).isEqualTo(2);
    assertThat(counts.bytesFound.sum()).isEqualTo(7);
  }

  @Test
  void countsFromManyThreads() {
    IntStream.range(0, 10_000).parallel().forEach(i -> counts.unchanged.increment());
    assertThat(counts.unchanged.sum()).isEqualTo(10_000);
  }
}
