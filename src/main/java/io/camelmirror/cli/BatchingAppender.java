package io.camelmirror.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.PathText;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A log file to which lines that come within 20 ms are written together; a warning is written at
 * once. The file has no filters and no deferred events: what Logback does for these at each line,
 * and a write for each, take 8 % of the processor time of a first copy.
 */
final class BatchingAppender extends RollingFileAppender<ILoggingEvent> {

  private static final long DELAY = 20;

  /** How often to look whether the file is still in its place, in milliseconds. */
  private static final long LOOK_EVERY = 1000;

  private static final String NOTICES = "io.camelmirror.log";

  private final LateRollingPolicy policy;
  private final Set<PosixFilePermission> permissions;
  private final ReentrantLock lock = new ReentrantLock();
  private File active;

  /** When the file was looked for last, in milliseconds since 1970. */
  private volatile long looked;

  /** When the file was last in its place, in milliseconds since 1970; 0 if it still is. */
  private long lostSince;

  private boolean lossReported;

  /** Guarded by the lock. */
  private boolean waiting;

  BatchingAppender(LateRollingPolicy policy, Set<PosixFilePermission> permissions) {
    this.policy = policy;
    this.permissions = permissions;
  }

  @Override
  public void start() {
    setRollingPolicy(policy);
    active = new File(getFile());
    setImmediateFlush(false);
    looked = System.currentTimeMillis();
    super.start();
  }

  @Override
  public void openFile(String file) throws IOException {
    setOutputStream(LogOutput.append(Path.of(file), permissions));
  }

  @Override
  public void doAppend(ILoggingEvent event) {
    if (!isStarted()) {
      return;
    }
    if (Math.abs(event.getTimeStamp() - looked) >= LOOK_EVERY) {
      // Before the event: the notice goes first into a new file.
      report(look(event.getTimeStamp()));
    }
    byte[] line = getEncoder().encode(event);
    boolean firstToWait = false;
    lock.lock();
    try {
      if (policy.isTriggeringEvent(active, event)) {
        rollover();
      }
      OutputStream out = getOutputStream();
      if (out == null) {
        return;
      }
      out.write(line, 0, line.length);
      policy.getLengthCounter().add(line.length);
      if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
        out.flush();
      } else if (!waiting) {
        waiting = true;
        firstToWait = true;
      }
    } catch (IOException e) {
      failed(e);
    } finally {
      lock.unlock();
    }
    if (firstToWait) {
      getContext()
          .getScheduledExecutorService()
          .schedule(this::flush, DELAY, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Begins a new file if the log was removed or renamed, as soon as its folder exists.
   *
   * @return what to report, or null
   */
  private String look(long now) {
    lock.lock();
    try {
      long last = looked;
      looked = now;
      if (getOutputStream() instanceof LogOutput out && out.isInPlace()) {
        return null;
      }
      lostSince = lostSince == 0 ? last : lostSince;
      return reopen();
    } finally {
      lock.unlock();
    }
  }

  private String reopen() {
    String name = "the log file " + PathText.of(getFile());
    try {
      openFile(getFile());
    } catch (IOException e) {
      if (lossReported) {
        return null;
      }
      lossReported = true;
      return name + " is gone, lines are lost until it can be created again: " + FailureText.of(e);
    }
    policy.getLengthCounter().reset();
    policy.getLengthCounter().add(active.length());
    String time =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            Instant.ofEpochMilli(lostSince).atZone(ZoneId.systemDefault()));
    lostSince = 0;
    lossReported = false;
    return name + " was gone, lines since " + time + " are missing here";
  }

  private void report(String notice) {
    if (notice != null) {
      ((LoggerContext) getContext()).getLogger(NOTICES).warn("{}", notice);
    }
  }

  private void flush() {
    lock.lock();
    try {
      waiting = false;
      OutputStream out = getOutputStream();
      if (out != null) {
        out.flush();
      }
    } catch (IOException e) {
      failed(e);
    } finally {
      lock.unlock();
    }
  }

  private void failed(IOException e) {
    addError("the log file " + getFile() + " could not be written", e);
  }
}
