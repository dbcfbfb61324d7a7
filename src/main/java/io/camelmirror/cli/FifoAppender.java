package io.camelmirror.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes the log to a FIFO from a thread of its own. The mirror waits for a slow reader, but not
 * for one that has stopped reading: lines are then dropped, and their number is written when the
 * reader goes on.
 */
final class FifoAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private static final int WAITING_LINES = 1024;
  private static final long PATIENCE_MILLIS = 1000;
  private static final byte[] END = {};

  private final Path fifo;
  private final Encoder<ILoggingEvent> encoder;
  private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(WAITING_LINES);
  private final AtomicLong dropped = new AtomicLong();
  private Thread writer;

  FifoAppender(Path fifo, Encoder<ILoggingEvent> encoder) {
    this.fifo = fifo;
    this.encoder = encoder;
  }

  @Override
  public void start() {
    LogOutput out;
    try {
      out = LogOutput.fifo(fifo);
    } catch (IOException e) {
      addError("the FIFO " + fifo + " could not be opened", e);
      return;
    }
    writer = new Thread(() -> write(out), "log FIFO");
    writer.setDaemon(true);
    writer.start();
    super.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    byte[] line = encoder.encode(event);
    boolean stalled = dropped.get() > 0;
    if (!offer(line, stalled ? 0 : PATIENCE_MILLIS)) {
      dropped.incrementAndGet();
    }
  }

  private boolean offer(byte[] line, long millis) {
    try {
      return lines.offer(line, millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return lines.offer(line);
    }
  }

  private void write(LogOutput out) {
    try (out) {
      for (byte[] line = lines.take(); line != END; line = lines.take()) {
        out.write(line, 0, line.length);
        long lost = lines.size() < WAITING_LINES / 2 ? dropped.getAndSet(0) : 0;
        if (lost > 0) {
          byte[] note = encoder.encode(droppedLines(lost));
          out.write(note, 0, note.length);
        }
        if (lines.isEmpty()) {
          out.flush();
        }
      }
    } catch (InterruptedException | IOException e) {
      addError("the FIFO " + fifo + " could not be written", e);
    }
  }

  private LoggingEvent droppedLines(long count) {
    Logger logger = ((LoggerContext) getContext()).getLogger("io.camelmirror.log");
    String message = count + " log lines were dropped because nobody read them";
    return new LoggingEvent(Logger.FQCN, logger, Level.WARN, message, null, new Object[0]);
  }

  @Override
  public void stop() {
    if (!isStarted()) {
      return;
    }
    super.stop();
    offer(END, PATIENCE_MILLIS);
    try {
      writer.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
