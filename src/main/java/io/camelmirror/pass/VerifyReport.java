package io.camelmirror.pass;

import io.camelmirror.diff.Contents;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The result of a verification.
 *
 * @param mirror the name of the mirror
 * @param started the start time
 * @param contents the files whose content was read
 * @param equal equal files, links and special files
 * @param different paths that differ, directories included
 * @param silent files of different content with equal size and time; included in {@code different}
 * @param failed paths that could not be compared
 * @param duration without the repair
 * @param repair the report of the pass that mended what differed; null if none was made
 */
public record VerifyReport(
    String mirror,
    Instant started,
    Contents contents,
    long equal,
    long different,
    long silent,
    long failed,
    Duration duration,
    PassReport repair) {

  /** Returns true if everything was compared and nothing differed. */
  public boolean isEqual() {
    return different == 0 && failed == 0;
  }

  /** The duration in seconds, with the fraction. */
  public double seconds() {
    return duration.toNanos() / 1e9;
  }

  /** Returns a copy with the report of a repair. */
  VerifyReport with(PassReport pass) {
    return new VerifyReport(
        mirror, started, contents, equal, different, silent, failed, duration, pass);
  }

  /** One line for display: {@code verify: 12 equal, 1 different, 0 failed in 0.8 s}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "verify%s: %,d equal, %,d different%s, %,d failed in %.1f s",
        contents.of() > 1 ? " of part " + (contents.part() + 1) + " of " + contents.of() : "",
        equal,
        different,
        silent > 0 ? String.format(Locale.ROOT, " (%,d silently)", silent) : "",
        failed,
        seconds());
  }
}
