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
 * A log file to which lines that come within 20 ms are written together: a write for each line
 * takes some 5 % of a first copy. A warning is written at once.
 */
final class BatchingAppender extends RollingFileAppender<ILoggingEvent> {

  private static final long DELAY = 20;
  private static final int BUFFER = 64 << 10;

  private final AtomicBoolean waiting = new AtomicBoolean();

  @Override
  public void start() {
    setImmediateFlush(false);
    setBufferSize(new FileSize(BUFFER));
    super.start();
  }

  @Override
  public void doAppend(ILoggingEvent event) {
    super.doAppend(event);
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      flush();
    } else if (!waiting.get() && waiting.compareAndSet(false, true)) {
      getContext()
          .getScheduledExecutorService()
          .schedule(this::flush, DELAY, TimeUnit.MILLISECONDS);
    }
  }

  private void flush() {
    waiting.set(false);
    OutputStream out = getOutputStream();
    if (out != null) {
      try {
        out.flush();
      } catch (IOException e) {
        addError("the log file " + getFile() + " could not be written", e);
      }
    }
  }
}
