package io.camelmirror.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.Entries;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

  private static final Refusal REFUSAL = new Refusal("guard", 12, "why");

  private final Tally tally = new Tally();

  @ParameterizedTest(name = "{0} {2} by {1}")
  @CsvSource(
      textBlock =
          """
          # action,   source,    replica,   copied, updated, deleted
          CREATE,     FILE,      absent,    1, 0, 0
          CREATE,     LINK,      absent,    1, 0, 0
          CREATE,     DIRECTORY, absent,    0, 0, 0
          UPDATE,     FILE,      FILE,      0, 1, 0
          UPDATE,     LINK,      LINK,      0, 1, 0
          ATTRIBUTES, FILE,      FILE,      0, 1, 0
          ATTRIBUTES, DIRECTORY, DIRECTORY, 0, 0, 0
          REPLACE,    FILE,      LINK,      0, 1, 0
          REPLACE,    FILE,      DIRECTORY, 0, 1, 0
          REPLACE,    DIRECTORY, FILE,      0, 0, 1
          DELETE,     absent,    FILE,      0, 0, 1
          DELETE,     absent,    FIFO,      0, 0, 1
          DELETE,     absent,    DIRECTORY, 0, 0, 0
          """)
  void countsFilesAndNotDirectories(
      Action action, String source, String replica, long copied, long updated, long deleted) {
    tally.count(
        new Change(action, Path.of("a"), Entries.of(source), Entries.of(replica)),
        new Outcome(Outcome.State.APPLIED, 7, 1));
    PassReport report = tally.report(1, 0, null, false);
    assertThat(report.copied()).isEqualTo(copied);
    assertThat(report.updated()).isEqualTo(updated);
    assertThat(report.deleted()).isEqualTo(deleted);
    assertThat(report.bytes()).isEqualTo(7);
    assertThat(tally.changes()).as("directories included").isEqualTo(1);
  }

  @Test
  void countsWhatADryRunWouldDo() {
    tally.count(
        new Change(Action.CREATE, Path.of("a"), Entries.of("FILE"), null),
        new Outcome(Outcome.State.WOULD_APPLY, 7, 1));
    assertThat(tally.report(1, 0, null, true).copied()).isEqualTo(1);
  }

  @Test
  void doesNotCountWhatIsOutdated() {
    tally.count(
        new Change(Action.DELETE, Path.of("a"), null, Entries.of("FILE")),
        new Outcome(Outcome.State.OUTDATED, 0, 1));
    assertThat(tally.deleted()).isZero();
    assertThat(tally.changes()).isZero();
  }

  @Test
  void countsWhatCannotBeMadeAsSkipped() {
    tally.count(
        new Change(Action.CREATE, Path.of("a"), Entries.of("FIFO"), null),
        new Outcome(Outcome.State.SKIPPED, 0, 1));
    PassReport report = tally.report(1, 0, null, false);
    assertThat(report.skipped()).isEqualTo(1);
    assertThat(report.copied()).isZero();
    assertThat(tally.changes()).isZero();
  }

  @Test
  void doesNotCountTemporariesAsDeleted() {
    tally.count(
        new Change(
            Action.DELETE,
            Path.of("d/.camel-mirror-0123456789abcdef.part"),
            null,
            Entries.of("FILE")),
        new Outcome(Outcome.State.APPLIED, 0, 1));
    assertThat(tally.deleted()).isZero();
  }

  @Test
  void reportsEachCountInItsPlace() {
    IntStream.range(0, 2).forEach(i -> tally.countUnchanged());
    IntStream.range(0, 3).forEach(i -> tally.countSkipped());
    IntStream.range(0, 4).forEach(i -> tally.countFailed());
    assertThat(tally.failed()).isEqualTo(4);
    assertThat(tally.report(9, 5, REFUSAL, true))
        .usingRecursiveComparison()
        .ignoringFields("duration")
        .isEqualTo(new PassReport(9, 0, 0, 0, 2, 3, 4, 5, 0, null, REFUSAL, true));
  }

  @Test
  void countsFromManyThreads() {
    IntStream.range(0, 10_000).parallel().forEach(i -> tally.countUnchanged());
    assertThat(tally.report(1, 0, null, false).unchanged()).isEqualTo(10_000);
  }
}
