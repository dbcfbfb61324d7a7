package io.camelmirror.tree;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A point in time as {@code stat(2)} returns it. Unlike {@link Instant}, it can represent every
 * time that a file system can store.
 *
 * @param seconds since 1970; negative for earlier times
 * @param nanos nanoseconds after that second
 */
public record Timestamp(long seconds, int nanos) implements Comparable<Timestamp> {

  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final long MILLIS_PER_SECOND = 1000;

  public static Timestamp of(Instant instant) {
    return new Timestamp(instant.getEpochSecond(), instant.getNano());
  }

  /** Converts a time read by java.nio, which has no fraction where an Instant cannot hold it. */
  public static Timestamp of(FileTime time) {
    Instant instant = time.toInstant();
    return instant.equals(Instant.MIN) || instant.equals(Instant.MAX)
        ? new Timestamp(time.to(TimeUnit.SECONDS), 0)
        : of(instant);
  }

  /**
   * Converts nanoseconds.
   *
   * @param nanos since 1970
   */
  public static Timestamp ofNanos(long nanos) {
    return new Timestamp(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }

  /** Returns the nearest time that an Instant can represent. */
  public Instant toInstant() {
    if (seconds < Instant.MIN.getEpochSecond()) {
      return Instant.MIN;
    }
    return seconds > Instant.MAX.getEpochSecond()
        ? Instant.MAX
        : Instant.ofEpochSecond(seconds, nanos);
  }

  /**
   * Returns milliseconds since 1970.
   *
   * @return {@link Long#MIN_VALUE} or {@link Long#MAX_VALUE} if there are too many for a long
   */
  public long toMillis() {
    if (seconds >= Long.MAX_VALUE / MILLIS_PER_SECOND) {
      return Long.MAX_VALUE;
    }
    return seconds < Long.MIN_VALUE / MILLIS_PER_SECOND
        ? Long.MIN_VALUE
        : seconds * MILLIS_PER_SECOND + nanos / NANOS_PER_MILLI;
  }

  /**
   * Returns nanoseconds since 1970.
   *
   * @throws ArithmeticException before 1677 and after 2262
   */
  public long toNanos() {
    return Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), nanos);
  }

  /** Returns the time that is earlier by a duration of at least 0. */
  public Timestamp minus(Duration earlier) {
    int difference = nanos - earlier.getNano();
    return difference < 0
        ? new Timestamp(seconds - earlier.getSeconds() - 1, difference + NANOS_PER_SECOND)
        : new Timestamp(seconds - earlier.getSeconds(), difference);
  }

  /** Returns true if the two times differ by no more than the window. */
  public boolean isWithin(Duration window, Timestamp other) {
    boolean later = compareTo(other) > 0;
    Timestamp first = later ? other : this;
    Timestamp last = later ? this : other;
    long difference = last.seconds - first.seconds;
    // Negative: more seconds than fit into a long.
    return difference >= 0
        && Duration.ofSeconds(difference)
                .compareTo(window.plusNanos(first.nanos).minusNanos(last.nanos))
            <= 0;
  }

  @Override
  public int compareTo(Timestamp other) {
    return seconds == other.seconds
        ? Integer.compare(nanos, other.nanos)
        : Long.compare(seconds, other.seconds);
  }

  // A record's generated equals() costs several times as much until C2 compiles it.
  @Override
  public boolean equals(Object other) {
    return other instanceof Timestamp that && seconds == that.seconds && nanos == that.nanos;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * seconds + nanos);
  }
}
