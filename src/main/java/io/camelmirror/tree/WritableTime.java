package io.camelmirror.tree;

import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The times that the platform can write, which are fewer than those it can read. */
public final class WritableTime {

  private WritableTime() {}

  /**
   * What has to be written for a time. A fraction of a second before 1970 is refused by the calls
   * that Java makes, which then write 1970 instead: it is cut off.
   */
  public static FileTime of(FileTime time) {
    Instant instant = time.toInstant();
    return instant.getEpochSecond() < 0 && instant.getNano() != 0
        ? FileTime.from(instant.truncatedTo(ChronoUnit.SECONDS))
        : time;
  }

  /**
   * Tells whether a time that was found is what came of writing another one: that one itself,
   * without its fraction before 1970, or in whole microseconds as some releases of Java 17 write.
   */
  public static boolean isWritten(FileTime wanted, FileTime found) {
    return wanted.equals(found)
        || of(wanted).equals(found)
        || FileTime.from(wanted.toInstant().truncatedTo(ChronoUnit.MICROS)).equals(found);
  }
}
