package io.camelmirror.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.util.FileSize;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A log file to which lines that come within 20 ms are written together; a warning is written at
 * once. The file has no filters and no deferred events: what Logback does for these at each line,
 * and a write for each, take 8 % of the processor time of a first copy.
 */
final class BatchingAppender extends RollingFileAppender<ILoggingEvent> {

  private static final long DELAY = 20;
  private static final int BUFFER = 64 << 10;

  private final LateRollingPolicy policy;
  private final ReentrantLock lock = new ReentrantLock();
  private File active;

  /** Guarded by the lock. */
  private boolean waiting;

  BatchingAppender(LateRollingPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void start() {
    setRollingPolicy(policy);
    active = new File(getFile());
    setImmediateFlush(false);
    setBufferSize(new FileSize(BUFFER));
    super.start();
  }

  @Override
  public void doAppend(ILoggingEvent event) {
    if (!isStarted()) {
      return;
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
