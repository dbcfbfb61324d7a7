package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What one file system stores, as far as it has been found out. Never changed: replaced. */
public final class Capabilities {

  /** Nothing has been found out. */
  public static final Capabilities UNKNOWN =
      new Capabilities(Set.of(), Set.of(), 0, Collections.emptyNavigableMap());

  /** Everything is stored as it is written. */
  public static final Capabilities EVERYTHING =
      new Capabilities(
          EnumSet.allOf(Capability.class), Set.of(), 1, Collections.emptyNavigableMap());

  /** From here to {@link #LAST}, a file system that keeps one time keeps all. */
  private static final FileTime FIRST = FileTime.from(0, TimeUnit.SECONDS);

  private static final FileTime LAST = FileTime.from(Integer.MAX_VALUE, TimeUnit.SECONDS);

  private final Set<Capability> known;
  private final Set<Capability> missing;
  private final long granularity;
  private final Map<FileTime, FileTime> storedTimes;

  private Capabilities(
      Set<Capability> known,
      Set<Capability> missing,
      long granularity,
      Map<FileTime, FileTime> storedTimes) {
    this.known = known;
    this.missing = missing;
    this.granularity = granularity;
    this.storedTimes = storedTimes;
  }

  public boolean knows(Capability capability) {
    return known.contains(capability);
  }

  /** Whether it is known that a capability is missing. */
  public boolean lacks(Capability capability) {
    return missing.contains(capability);
  }

  /** The same with one thing more that has been found out. */
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
   * The same where modification times between 1970 and 2038 are cut to a multiple of a number of
   * nanoseconds.
   *
   * @param nanos 1 where they are stored exactly; 0 where they follow no such rule
   */
  public Capabilities withGranularity(long nanos) {
    Set<Capability> more = EnumSet.of(Capability.TIMES);
    more.addAll(known);
    return new Capabilities(more, missing, nanos, storedTimes);
  }

  /** The same where it was seen what a time is stored as. */
  public Capabilities withStored(FileTime wanted, FileTime stored) {
    Map<FileTime, FileTime> times = new TreeMap<>(storedTimes);
    times.put(wanted, stored);
    return new Capabilities(known, missing, granularity, times);
  }

  /**
   * What a modification time is stored as.
   *
   * @return null when it has to be found out
   */
  FileTime stored(FileTime wanted) {
    FileTime seen = storedTimes.get(wanted);
    if (seen != null || !knows(Capability.TIMES) || granularity == 0 || isUnusual(wanted)) {
      return seen;
    }
    if (granularity == 1) {
      return wanted;
    }
    long nanos = wanted.to(TimeUnit.NANOSECONDS);
    return FileTime.from(nanos - Math.floorMod(nanos, granularity), TimeUnit.NANOSECONDS);
  }

  /** Whether what is stored of a time does not follow from what is stored of others. */
  private static boolean isUnusual(FileTime time) {
    return time.compareTo(FIRST) < 0 || time.compareTo(LAST) > 0;
  }
}
