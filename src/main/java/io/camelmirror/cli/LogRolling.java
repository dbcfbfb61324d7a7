package io.camelmirror.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.SizeAndTimeBasedFileNamingAndTriggeringPolicy;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.rolling.helper.ArchiveRemover;
import ch.qos.logback.core.rolling.helper.FileNamePattern;
import ch.qos.logback.core.rolling.helper.RollingCalendar;
import ch.qos.logback.core.rolling.helper.SizeAndTimeBasedArchiveRemover;
import ch.qos.logback.core.util.FileSize;
import java.io.File;
import java.time.Instant;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;

/**
 * When a log file is put away, at a size and at midnight. Logback's policy does it; that one is
 * made when the first file is put away: a start is shorter without it, and most runs end before. To
 * be called by one thread at a time.
 */
final class LogRolling {

  private static final String DATE = "yyyy-MM-dd";

  private final FileAppender<ILoggingEvent> log;
  private final long maxSize;
  private final int keep;

  private File file;
  private long size;
  private long begun;
  private long dayEnd;
  private TimeBasedRollingPolicy<ILoggingEvent> policy;
  private Trigger trigger;

  /**
   * The rolling of a log's files.
   *
   * @param maxSize in bytes; with the line that reaches it a file is full
   * @param keep how many days a file is kept that was put away
   */
  LogRolling(FileAppender<ILoggingEvent> log, long maxSize, int keep) {
    this.log = log;
    this.maxSize = maxSize;
    this.keep = keep;
  }

  /** Looks at what an earlier run has left; to be called before the file is opened. */
  void start() {
    file = new File(log.getFile());
    size = file.length();
    begun = file.canRead() ? file.lastModified() : System.currentTimeMillis();
    dayEnd = dayEnd(begun, TimeZone.getDefault());
  }

  /** Whether a line of this time belongs into another file than the last one. */
  boolean isDue(long time) {
    return time >= dayEnd || size >= maxSize;
  }

  /** Counts what was written. */
  void wrote(int bytes) {
    size += bytes;
  }

  /** Puts the file away, which must be closed, when a line is due for another one. */
  void roll(ILoggingEvent event) {
    if (policy == null) {
      startPolicy();
    }
    trigger.setCurrentTime(event.getTimeStamp());
    trigger.getLengthCounter().reset();
    trigger.getLengthCounter().add(size);
    if (trigger.isTriggeringEvent(file, event)) {
      size = 0;
      try {
        policy.rollover();
      } catch (RolloverFailure e) {
        log.addWarn("the log file " + file + " could not be put away", e);
      }
    }
    dayEnd = trigger.dayEnd();
  }

  /** Waits until the file that was put away last is compressed, and old ones are removed. */
  void stop() {
    if (policy != null) {
      policy.stop();
    }
  }

  private void startPolicy() {
    trigger = new Trigger(begun);
    trigger.setMaxFileSize(new FileSize(maxSize));
    policy = new TimeBasedRollingPolicy<>();
    policy.setContext(log.getContext());
    policy.setParent(log);
    // Logback looks for the numbers of a day in the folder that the pattern names.
    String folder = file.getParent() == null ? "./" : "";
    policy.setFileNamePattern(folder + file + ".%d{" + DATE + "}.%i.gz");
    policy.setMaxHistory(keep);
    policy.setTimeBasedFileNamingAndTriggeringPolicy(trigger);
    policy.start();
  }

  /** The first moment of the day after that of a time. */
  static long dayEnd(long time, TimeZone zone) {
    long day = TimeUnit.DAYS.toMillis(1);
    int offset = zone.getOffset(time);
    long midnight = (Math.floorDiv(time + offset, day) + 1) * day;
    long end = midnight - offset;
    // Clocks may have been changed between; where they were at midnight, there is none.
    long changed = midnight - zone.getOffset(end);
    return changed + zone.getOffset(changed) < midnight ? end : changed;
  }

  /**
   * Takes the day of the first file as it was when it was begun. Logback would look when it was
   * written to last: for lines of before midnight, that may be after it.
   */
  private static final class Trigger
      extends SizeAndTimeBasedFileNamingAndTriggeringPolicy<ILoggingEvent> {

    private final long begun;

    private Trigger(long begun) {
      this.begun = begun;
    }

    @Override
    protected void setDateInCurrentPeriod(long time) {
      super.setDateInCurrentPeriod(isStarted() ? time : begun);
    }

    @Override
    protected long computeNextCheck(long time) {
      return super.computeNextCheck(isStarted() ? time : begun);
    }

    /**
     * Removes with a calendar of its own, one after the other. Logback's is used by several threads
     * at once when files fill up quickly, and then files of other days are removed.
     */
    @Override
    protected ArchiveRemover createArchiveRemover() {
      return new SizeAndTimeBasedArchiveRemover(
          new FileNamePattern(tbrp.getFileNamePattern(), context), new RollingCalendar(DATE)) {
        @Override
        public synchronized void clean(Instant now) {
          super.clean(now);
        }
      };
    }

    private long dayEnd() {
      return atomicNextCheck.get();
    }
  }
}
