package io.camelmirror.pass;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What a pass came to. Files, links and specials are counted; directories are not.
 *
 * @param mirror the name of the mirror
 * @param started when it began
 * @param ended when it ended
 * @param pass the number of the pass since the mirror started, from 1
 * @param copied new in the replica
 * @param updated made equal: content, kind or attributes
 * @param deleted removed from the replica
 * @param unchanged equal already
 * @param skipped in the source, but not mirrored: specials, and changes that a step of a route left
 *     out
 * @param failed paths with a problem
 * @param notReplaced paths at which the replica keeps another kind of entry than the source has,
 *     because deleting it is not permitted; they are among those skipped
 * @param held orphans that wait for a reconciliation of its own schedule
 * @param bytes bytes of content written
 * @param duration how long the pass took, its reconciliation included
 * @param refusal why nothing was deleted, or null
 * @param dryRun whether nothing was written, and the counts say what would have been
 */
public record PassReport(
    String mirror,
    Instant started,
    Instant ended,
    long pass,
    long copied,
    long updated,
    long deleted,
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

  /** How many files, links and specials were changed. */
  public int changes() {
    return (int) Math.min(Integer.MAX_VALUE, copied + updated + deleted);
  }

  /** Seconds, with the fraction. */
  public double seconds() {
    return duration.toNanos() / 1e9;
  }

  /** One line for people: {@code pass 12: 3 copied, ... 1.2 MB in 0.8 s}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(100);
    line.append(
        String.format(
            Locale.ROOT,
            "pass %d%s: %,d copied, %,d updated, %,d deleted, %,d unchanged, %,d failed",
            pass,
            dryRun ? " (dry run)" : "",
            copied,
            updated,
            deleted,
            unchanged,
            failed));
    if (skipped > 0) {
      line.append(String.format(Locale.ROOT, ", %,d skipped", skipped));
    }
    if (held > 0) {
      line.append(String.format(Locale.ROOT, ", %,d held for reconciliation", held));
    }
    if (refusal != null) {
      line.append(
          String.format(
              Locale.ROOT, ", refused to delete %,d (%s)", refusal.orphans(), refusal.guard()));
    }
    return line.append(String.format(Locale.ROOT, ", %s in %.1f s", amount(bytes), seconds()))
        .toString();
  }

  private static String amount(long bytes) {
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
