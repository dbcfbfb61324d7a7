package io.camelmirror.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A log file to which the lines that come close together are written together. A line waits for a
 * moment at most; one that tells of trouble does not wait.
 */
final class LogFileAppender extends RollingFileAppender<ILoggingEvent> {

  private static final long MOMENT = 20;

  /** Of lines that wait, in bytes; when there are more, they are written at once. */
  private static final int MOST_WAITING = 64 << 10;

  private final AtomicBoolean waiting = new AtomicBoolean();

  LogFileAppender() {
    setImmediateFlush(false);
  }

  @Override
  public void start() {
    setBufferSize(new FileSize(MOST_WAITING));
    super.start();
  }

  @Override
  protected void subAppend(ILoggingEvent event) {
    super.subAppend(event);
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      flush();
    } else if (!waiting.get() && waiting.compareAndSet(false, true)) {
      getContext()
          .getScheduledExecutorService()
          .schedule(this::flush, MOMENT, TimeUnit.MILLISECONDS);
    }
  }

  private void flush() {
    waiting.set(false);
    streamWriteLock.lock();
    try {
      OutputStream out = getOutputStream();
      if (out != null) {
        out.flush();
      }
    } catch (IOException e) {
      addError("the log file " + getFile() + " could not be written", e);
    } finally {
      streamWriteLock.unlock();
    }
  }
}
