package io.camelmirror.cli;

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
  private static final int USUAL_LENGTH = 160;
  private static final int MILLIS_PER_SECOND = 1_000;
  private static final byte[] NOTHING = {};

  /** Null in the log file. */
  private final String prefix;

  private final ZoneId zone;

  /** Immutable, so it needs no lock: a thread that misses the newest one formats its own. */
  private Second latest = new Second(Long.MIN_VALUE, "", "");

  private LineEncoder(String prefix, ZoneId zone) {
    this.prefix = prefix;
    this.zone = zone;
  }

  /** Returns the encoder for the log file, whose times are those of a zone. */
  static LineEncoder ofFile(ZoneId zone) {
    return new LineEncoder(null, zone);
  }

  /** Returns the encoder for people: only the message, after a prefix. */
  static LineEncoder ofConsole(String prefix) {
    return new LineEncoder(prefix, null);
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(USUAL_LENGTH);
    if (prefix == null) {
      appendTime(line, event.getTimeStamp());
      String level = event.getLevel().levelStr;
      line.append(' ').append(level).append(" ".repeat(LEVEL_WIDTH + 1 - level.length()));
    } else {
      line.append(prefix);
    }
    line.append(OneLine.of(String.valueOf(event.getFormattedMessage())));
    if (prefix == null && event.getThrowableProxy() != null) {
      line.append(" | ").append(OneLine.of(ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  /** Appends a time such as {@code 2026-10-25T02:59:59.999+02:00}. */
  private void appendTime(StringBuilder line, long time) {
    long number = Math.floorDiv(time, MILLIS_PER_SECOND);
    Second second = latest;
    if (second.number != number) {
      OffsetDateTime local = Instant.ofEpochSecond(number).atZone(zone).toOffsetDateTime();
      second =
          new Second(
              number,
              DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local),
              local.getOffset().getId());
      latest = second;
    }
    // 1007 for 7 ms: the point replaces the 1.
    int point = line.append(second.start).length();
    line.append(MILLIS_PER_SECOND + Math.floorMod(time, MILLIS_PER_SECOND));
    line.setCharAt(point, '.');
    line.append(second.offset);
  }

  private record Second(long number, String start, String offset) {}
}
