package io.camelmirror.pass;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The result of a pass. Counts files, links and special files, but no directories except those
 * moved.
 *
 * @param mirror the name of the mirror
 * @param started the start time
 * @param ended the end time
 * @param pass the number of the pass, starting at 1 when the mirror is opened
 * @param copied created in the replica
 * @param updated updated in the replica: content, kind or attributes
 * @param deleted removed from the replica
 * @param moved files and directories moved in the replica; one for a directory, whatever is in it
 * @param unchanged already equal
 * @param skipped in the source but not mirrored: special files, and changes held back by a route
 *     step
 * @param failed paths with a problem
 * @param notReplaced paths where the replica keeps another kind of entry because deleting it is not
 *     permitted; included in {@code skipped}
 * @param held orphans waiting for a reconciliation with its own schedule
 * @param bytes bytes of content written
 * @param duration the duration of the pass, including its reconciliation
 * @param refusal why nothing was deleted, or null
 * @param dryRun nothing was written; the counts say what a real pass would have done
 */
public record PassReport(
    String mirror,
    Instant started,
    Instant ended,
    long pass,
    long copied,
    long updated,
    long deleted,
    long moved,
    long unchanged,
    long skipped,
    long failed,
    long notReplaced,
    long held,
    long bytes,
    Duration duration,
    Refusal refusal,
    boolean dryRun) {

  /** The name of the guard that refused to delete, or null. */
  public String refused() {
    return refusal == null ? null : refusal.guard();
  }

  /** The number of files, links and special files changed, and of directories moved. */
  public int changes() {
    return (int) Math.min(Integer.MAX_VALUE, copied + updated + deleted + moved);
  }

  /** Returns true if the pass left nothing undone. */
  public boolean isUpToDate() {
    return failed == 0 && notReplaced == 0 && held == 0 && refusal == null && !dryRun;
  }

  /** The files, links and special files of the source that the pass has dealt with. */
  public long checked() {
    return unchanged + copied + updated + skipped;
  }

  /** The duration in seconds, with the fraction. */
  public double seconds() {
    return duration.toNanos() / 1e9;
  }

  /** One line for display: {@code pass 12: 3 copied, ... 1.2 MB in 0.8 s}. */
  @Override
  public String toString() {
    return line(true);
  }

  /** The line without the counts that are zero: {@code pass 12: 3 copied, 1.2 MB in 0.8 s}. */
  public String brief() {
    return line(false);
  }

  private String line(boolean zeros) {
    StringBuilder line = new StringBuilder(100).append("pass ").append(pass);
    line.append(dryRun ? " (dry run)" : "").append(": ");
    int start = line.length();
    count(line, copied, "copied", zeros);
    count(line, updated, "updated", zeros);
    count(line, deleted, "deleted", zeros);
    count(line, unchanged, "unchanged", zeros);
    count(line, failed, "failed", zeros);
    count(line, moved, "moved", false);
    count(line, skipped, "skipped", false);
    count(line, held, "held for reconciliation", false);
    if (refusal != null) {
      line.append(
          String.format(
              Locale.ROOT, "refused to delete %,d (%s), ", refusal.orphans(), refusal.guard()));
    }
    if (line.length() == start) {
      line.append("nothing to do, ");
    }
    if (zeros || bytes > 0) {
      line.append(amount(bytes)).append(' ');
    } else {
      line.setLength(line.length() - 2);
      line.append(' ');
    }
    return line.append(String.format(Locale.ROOT, "in %.1f s", seconds())).toString();
  }

  private static void count(StringBuilder line, long count, String what, boolean zero) {
    if (count != 0 || zero) {
      line.append(String.format(Locale.ROOT, "%,d %s, ", count, what));
    }
  }

  /** Formats a number of bytes for display: {@code 999 B}, {@code 1.2 MB}. */
  public static String amount(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    String[] units = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double amount = bytes / 1000.0;
    int unit = 0;
    while (amount >= 999.95 && unit < units.length - 1) {
      amount /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, units[unit]);
  }
}
