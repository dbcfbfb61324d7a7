package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Timestamp;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The known capabilities of one file system. Immutable. */
public final class Capabilities {

  /** Nothing is known yet. */
  public static final Capabilities UNKNOWN =
      new Capabilities(Set.of(), Set.of(), 0, Collections.emptyNavigableMap());

  /** Everything is stored exactly as written. */
  public static final Capabilities EVERYTHING =
      new Capabilities(
          EnumSet.allOf(Capability.class), Set.of(), 1, Collections.emptyNavigableMap());

  /** Between FIRST and {@link #LAST}, the rounding found for one time applies to all. */
  private static final Timestamp FIRST = new Timestamp(0, 0);

  private static final Timestamp LAST = new Timestamp(Integer.MAX_VALUE, 0);

  private final Set<Capability> known;
  private final Set<Capability> missing;
  private final long granularity;
  private final Map<Timestamp, Timestamp> storedTimes;

  private Capabilities(
      Set<Capability> known,
      Set<Capability> missing,
      long granularity,
      Map<Timestamp, Timestamp> storedTimes) {
    this.known = known;
    this.missing = missing;
    this.granularity = granularity;
    this.storedTimes = storedTimes;
  }

  public boolean knows(Capability capability) {
    return known.contains(capability);
  }

  /** Returns true if the file system is known to lack a capability. */
  public boolean lacks(Capability capability) {
    return missing.contains(capability);
  }

  /** Returns a copy that assumes a capability which cannot be probed. */
  public static Capabilities assumed(Capabilities before, Capability capability) {
    return capability == Capability.TIMES
        ? before.withGranularity(1)
        : before.with(capability, true);
  }

  /** Returns a copy with one more known capability. */
  public Capabilities with(Capability capability, boolean stored) {
    Set<Capability> more = EnumSet.of(capability);
    more.addAll(known);
    Set<Capability> lacking = EnumSet.noneOf(Capability.class);
    lacking.addAll(missing);
    if (!stored) {
      lacking.add(capability);
    }
    return new Capabilities(more, lacking, granularity, storedTimes);
  }

  /**
   * Returns a copy with the granularity of modification times between 1970 and 2038. The file
   * system truncates times to a multiple of it.
   *
   * @param nanos in nanoseconds; 1 if times are stored exactly, 0 if they follow no such rule
   */
  public Capabilities withGranularity(long nanos) {
    Set<Capability> more = EnumSet.of(Capability.TIMES);
    more.addAll(known);
    return new Capabilities(more, missing, nanos, storedTimes);
  }

  /** Returns a copy that records the stored value of one time. */
  public Capabilities withStored(Timestamp wanted, Timestamp stored) {
    Map<Timestamp, Timestamp> times = new TreeMap<>(storedTimes);
    times.put(wanted, stored);
    return new Capabilities(known, missing, granularity, times);
  }

  /**
   * Predicts the stored value of a modification time.
   *
   * @return null if only a probe can tell
   */
  Timestamp stored(Timestamp wanted) {
    Timestamp seen = storedTimes.get(wanted);
    if (seen != null || !knows(Capability.TIMES) || granularity == 0 || isUnusual(wanted)) {
      return seen;
    }
    if (granularity == 1) {
      return wanted;
    }
    long nanos = wanted.toNanos();
    return Timestamp.ofNanos(nanos - nanos % granularity);
  }

  /** Returns true if the stored value does not follow from the granularity. */
  private static boolean isUnusual(Timestamp time) {
    return time.compareTo(FIRST) < 0 || time.compareTo(LAST) > 0;
  }
}
