package io.camelmirror.camel;

import io.camelmirror.diff.Scope;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.Refusal;
import java.time.Duration;
import java.time.Instant;

/** Tells which passes the log has a line for. */
final class PassNews {

  /** The log shows at least this often that the mirror is alive. */
  private static final Duration LONGEST_SILENCE = Duration.ofHours(1);

  private final boolean all;
  private volatile boolean added;
  private Instant last = Instant.MIN;
  private Undone undone;

  /** The counts of a report that stay the same from pass to pass while nothing happens. */
  private record Undone(long skipped, long failed, long held, Refusal refusal) {

    // A record links its generated methods on first use, which would slow down every start.
    private boolean isSame(Undone other) {
      return other != null
          && skipped == other.skipped
          && failed == other.failed
          && held == other.held
          && (refusal == null ? other.refusal == null : refusal.equals(other.refusal));
    }
  }

  /**
   * Creates the rule of a mirror.
   *
   * @param unchanged {@link ProblemLog#ALL} for every pass; {@link ProblemLog#NEW} for those with
   *     news, and one at the end of each hour without any
   */
  PassNews(String unchanged) {
    all = unchanged.equals(ProblemLog.ALL);
  }

  void passBegan() {
    added = false;
  }

  /** The pass in progress has changed something or has logged something else. */
  void add() {
    // Called for every change; reading is cheaper than writing.
    if (!added) {
      added = true;
    }
  }

  /** Returns true if the pass that has ended needs a line. */
  boolean isIn(PassReport report, Scope scope) {
    boolean whole = scope.isAll();
    Undone now = new Undone(report.skipped(), report.failed(), report.held(), report.refusal());
    boolean is = all || added || whole && (!now.isSame(undone) || isLongAgo(report.ended()));
    // A pass over a part does not know what the rest still has.
    if (whole) {
      undone = now;
    }
    if (is) {
      last = report.ended();
    }
    return is;
  }

  /** The clock may have been set back. */
  private boolean isLongAgo(Instant now) {
    return now.isBefore(last) || !now.minus(LONGEST_SILENCE).isBefore(last);
  }
}
