package io.camelmirror.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes each event as one line: in the log file with time, level and stack trace. */
final class LineEncoder extends EncoderBase<ILoggingEvent> {

  private static final int LEVEL_WIDTH = 5;
  private static final int MILLIS_PER_SECOND = 1_000;
  private static final byte[] NOTHING = {};
  private static final byte[] INFO = padded(Level.INFO);

  private final byte[] prefix;

  /** The time zone of the log file; null for the console, which shows no times. */
  private final ZoneId zone;

  /** Immutable, so it needs no lock: a thread that misses the newest one formats its own. */
  private Second latest = new Second(Long.MIN_VALUE, NOTHING, 0);

  private LineEncoder(String prefix, ZoneId zone) {
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    this.zone = zone;
  }

  /** Returns the encoder for the log file, with times in the given zone. */
  static LineEncoder ofFile(ZoneId zone) {
    return new LineEncoder("", zone);
  }

  /** Returns the encoder for people: only the message, after a prefix. */
  static LineEncoder ofConsole(String prefix) {
    return new LineEncoder(prefix, null);
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  /** {@inheritDoc} Of bytes: this runs for every file that is copied. */
  @Override
  public byte[] encode(ILoggingEvent event) {
    byte[] message = OneLine.bytes(String.valueOf(event.getFormattedMessage()));
    if (zone == null) {
      return line(prefix, NOTHING, message, NOTHING);
    }
    long time = event.getTimeStamp();
    Second second = second(Math.floorDiv(time, MILLIS_PER_SECOND));
    byte[] level = event.getLevel() == Level.INFO ? INFO : padded(event.getLevel());
    byte[] line = line(second.text, level, message, trace(event));
    int millis = Math.floorMod(time, MILLIS_PER_SECOND);
    line[second.millisAt] = (byte) ('0' + millis / 100);
    line[second.millisAt + 1] = (byte) ('0' + millis / 10 % 10);
    line[second.millisAt + 2] = (byte) ('0' + millis % 10);
    return line;
  }

  private static byte[] padded(Level level) {
    String name = level.levelStr;
    String spaces = " ".repeat(Math.max(1, LEVEL_WIDTH + 1 - name.length()));
    return (" " + name + spaces).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] trace(ILoggingEvent event) {
    return event.getThrowableProxy() == null
        ? NOTHING
        : (" | " + OneLine.of(ThrowableProxyUtil.asString(event.getThrowableProxy())))
            .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] line(byte[]... parts) {
    int length = 1;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] line = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, line, at, part.length);
      at += part.length;
    }
    line[at] = '\n';
    return line;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  /** Formats a second such as {@code 2026-10-25T02:59:59.000+02:00}. */
  private Second second(long number) {
    Second second = latest;
    if (second.number != number) {
      OffsetDateTime local = Instant.ofEpochSecond(number).atZone(zone).toOffsetDateTime();
      String start = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local) + ".";
      String text = start + "000" + local.getOffset().getId();
      second = new Second(number, text.getBytes(StandardCharsets.ISO_8859_1), start.length());
      latest = second;
    }
    return second;
  }

  private record Second(long number, byte[] text, int millisAt) {}
}
