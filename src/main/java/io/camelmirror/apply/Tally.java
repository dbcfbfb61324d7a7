package io.camelmirror.apply;

import io.camelmirror.diff.Change;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TemporaryName;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts what comes of the changes of one pass, from any thread. */
public final class Tally {

  private final LongAdder copied = new LongAdder();
  private final LongAdder updated = new LongAdder();
  private final LongAdder deleted = new LongAdder();
  private final LongAdder unchanged = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder changes = new LongAdder();
  private final long start = System.nanoTime();

  /** Counts a change that was dealt with. */
  public void count(Change change, Outcome outcome) {
    bytes.add(outcome.bytes());
    if (outcome.state() == Outcome.State.OUTDATED) {
      return;
    }
    if (outcome.state() == Outcome.State.SKIPPED) {
      skipped.increment();
      return;
    }
    changes.increment();
    if (change.concernsDirectoryOnly()) {
      return;
    }
    switch (change.action()) {
      case CREATE -> copied.increment();
      case UPDATE, ATTRIBUTES -> updated.increment();
      case REPLACE -> (change.source().isDirectory() ? deleted : updated).increment();
      case DELETE -> {
        if (!TemporaryName.matches(RawPath.nameOf(change.path()))) {
          deleted.increment();
        }
      }
    }
  }

  public void countUnchanged() {
    unchanged.increment();
  }

  public void countSkipped() {
    skipped.increment();
  }

  public void countFailed() {
    failed.increment();
  }

  /** How many changes were made real, those of directories included. */
  public long changes() {
    return changes.sum();
  }

  public long failed() {
    return failed.sum();
  }

  public long deleted() {
    return deleted.sum();
  }

  /** How long ago counting began. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * What the counts come to.
   *
   * @param pass the pass's number
   * @param held orphans that wait for a reconciliation of its own schedule
   * @param refusal why nothing was deleted, or null
   */
  public PassReport report(long pass, long held, Refusal refusal, boolean dryRun) {
    return new PassReport(
        pass,
        copied.sum(),
        updated.sum(),
        deleted.sum(),
        unchanged.sum(),
        skipped.sum(),
        failed.sum(),
        held,
        bytes.sum(),
        elapsed(),
        refusal,
        dryRun);
  }
}
