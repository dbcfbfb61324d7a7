package io.camelmirror.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * A log file to which the lines that come close together are written together. A line waits for a
 * moment at most; one that tells of trouble does not wait.
 */
final class LogFileAppender extends FileAppender<ILoggingEvent> {

  private static final long MOMENT = 20;

  /** Of lines that wait, in bytes; when there are more, they are written at once. */
  private static final int MOST_WAITING = 64 << 10;

  private final LogRolling rolling;

  /** Whether lines wait for the next moment; the lock guards it. */
  private boolean waiting;

  /**
   * A log file that is put away at midnight, and when it is full.
   *
   * @param maxSize in bytes; with the line that reaches it the file is full
   * @param keep how many days a file is kept that was put away
   */
  LogFileAppender(long maxSize, int keep) {
    rolling = new LogRolling(this, maxSize, keep);
  }

  @Override
  public void start() {
    setBufferSize(new FileSize(MOST_WAITING));
    rolling.start();
    super.start();
  }

  /**
   * Without what its parents do for each line: it has no filters, and nothing that it calls logs.
   */
  @Override
  public void doAppend(ILoggingEvent event) {
    if (isStarted()) {
      try {
        append(event);
      } catch (RuntimeException e) {
        addError("a line could not be written to the log file " + getFile(), e);
      }
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    byte[] line = encoder.encode(event);
    boolean trouble = event.getLevel().isGreaterOrEqual(Level.WARN);
    boolean firstToWait = false;
    streamWriteLock.lock();
    try {
      if (!isStarted()) {
        return;
      }
      if (rolling.isDue(event.getTimeStamp())) {
        roll(event);
      }
      OutputStream out = getOutputStream();
      if (out == null) {
        return;
      }
      out.write(line, 0, line.length);
      rolling.wrote(line.length);
      if (trouble) {
        out.flush();
      } else if (!waiting) {
        waiting = true;
        firstToWait = true;
      }
    } catch (IOException e) {
      failed(e);
    } finally {
      streamWriteLock.unlock();
    }
    if (firstToWait) {
      getContext()
          .getScheduledExecutorService()
          .schedule(this::flush, MOMENT, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void stop() {
    if (isStarted()) {
      super.stop();
      rolling.stop();
    }
  }

  private void roll(ILoggingEvent event) throws IOException {
    closeOutputStream();
    try {
      rolling.roll(event);
    } finally {
      openFile(getFile());
    }
  }

  private void flush() {
    streamWriteLock.lock();
    try {
      waiting = false;
      OutputStream out = getOutputStream();
      if (out != null) {
        out.flush();
      }
    } catch (IOException e) {
      failed(e);
    } finally {
      streamWriteLock.unlock();
    }
  }

  private void failed(IOException e) {
    addError("the log file " + getFile() + " could not be written", e);
  }
}
