package io.camelmirror.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;

/**
 * Each event as one line. An encoder of its own in place of a pattern: of a pattern's parts, put
 * together when it starts, each is asked for each line.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {

  private static final int LEVEL_WIDTH = 5;
  private static final byte[] NOTHING = {};
  private static final byte[] INFO = padded(Level.INFO);

  private final byte[] prefix;
  private final TimeText times;
  private final ThrowableProxyConverter traces;

  private LineEncoder(String prefix, TimeText times, ThrowableProxyConverter traces) {
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    this.times = times;
    this.traces = traces;
  }

  /** Lines with time and level, and with the stack trace if there is one. */
  static LineEncoder ofFile(TimeZone zone) {
    return new LineEncoder("", new TimeText(zone), new OneLineTraceConverter());
  }

  /** Lines for people: the message alone. */
  static LineEncoder ofConsole(String prefix) {
    return new LineEncoder(prefix, null, null);
  }

  @Override
  public void start() {
    if (traces != null) {
      traces.start();
    }
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    byte[] message = OneLine.bytes(String.valueOf(event.getFormattedMessage()));
    if (times == null) {
      return line(prefix, NOTHING, message, NOTHING);
    }
    long time = event.getTimeStamp();
    byte[] line = line(times.ofSecond(time), level(event.getLevel()), message, trace(event));
    TimeText.putMillis(time, line);
    return line;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  private static byte[] level(Level level) {
    return level == Level.INFO ? INFO : padded(level);
  }

  private static byte[] padded(Level level) {
    String name = level.levelStr;
    String spaces = " ".repeat(Math.max(1, LEVEL_WIDTH + 1 - name.length()));
    return (" " + name + spaces).getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] trace(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? NOTHING
        : traces.convert(event).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] line(byte[] start, byte[] level, byte[] message, byte[] trace) {
    int messageAt = start.length + level.length;
    int traceAt = messageAt + message.length;
    int end = traceAt + trace.length;
    byte[] line = new byte[end + 1];
    System.arraycopy(start, 0, line, 0, start.length);
    System.arraycopy(level, 0, line, start.length, level.length);
    System.arraycopy(message, 0, line, messageAt, message.length);
    System.arraycopy(trace, 0, line, traceAt, trace.length);
    line[end] = '\n';
    return line;
  }
}
