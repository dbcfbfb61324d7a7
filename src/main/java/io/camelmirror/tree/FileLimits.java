package io.camelmirror.tree;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Limits for the size and the age of files. Entries of other kinds are within every limit.
 *
 * <p>Immutable.
 */
public final class FileLimits {

  /** No limits. */
  public static final FileLimits NONE = new FileLimits(0, Long.MAX_VALUE, null, null, null);

  private final long least;
  private final long most;
  private final Duration newerThan;
  private final Duration olderThan;
  private final Timestamp earliest;
  private final Timestamp latest;
  private final Exclusion tooSmall;
  private final Exclusion tooLarge;
  private final Exclusion tooOld;
  private final Exclusion tooNew;

  private FileLimits(long least, long most, Duration newerThan, Duration olderThan, Instant now) {
    this.least = least;
    this.most = most;
    this.newerThan = newerThan;
    this.olderThan = olderThan;
    earliest = newerThan == null ? null : Timestamp.of(now).minus(newerThan);
    latest = olderThan == null ? null : Timestamp.of(now).minus(olderThan);
    tooSmall = new Exclusion("min-size", least + " bytes");
    tooLarge = new Exclusion("max-size", most + " bytes");
    tooOld = new Exclusion("newer-than", text(newerThan));
    tooNew = new Exclusion("older-than", text(olderThan));
  }

  /**
   * Creates limits.
   *
   * @param least the smallest size, in bytes; 0 for none
   * @param most the largest size, in bytes; {@link Long#MAX_VALUE} for none
   * @param newerThan the greatest age; null for none
   * @param olderThan the smallest age; null for none
   */
  public static FileLimits of(long least, long most, Duration newerThan, Duration olderThan) {
    return least <= 0 && most == Long.MAX_VALUE && newerThan == null && olderThan == null
        ? NONE
        : new FileLimits(least, most, newerThan, olderThan, Instant.now());
  }

  /** Counts ages from this time on. */
  FileLimits at(Instant now) {
    return newerThan == null && olderThan == null
        ? this
        : new FileLimits(least, most, newerThan, olderThan, now);
  }

  /** As a person writes it: {@code 5m}, {@code 1h30m}. */
  private static String text(Duration age) {
    return age == null ? "" : age.toString().replaceFirst("PT", "").toLowerCase(Locale.ROOT);
  }

  /** Returns what excludes an entry; null if it is within the limits. */
  Exclusion excludes(Entry entry) {
    if (entry.kind() != Kind.FILE) {
      return null;
    }
    if (entry.size() < least) {
      return tooSmall;
    }
    if (entry.size() > most) {
      return tooLarge;
    }
    if (earliest != null && entry.modified().compareTo(earliest) < 0) {
      return tooOld;
    }
    return latest != null && entry.modified().compareTo(latest) > 0 ? tooNew : null;
  }
}
