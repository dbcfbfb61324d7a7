package io.camelmirror.cli;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.TimeZone;

/**
 * The times of log lines, as {@code 2026-10-25T02:59:59.999+02:00}. By hand: a formatter is asked
 * for each line, and looking for what knows the rules of zones takes a start some milliseconds.
 */
final class TimeText {

  private static final String ZEROS = "0000-00-00T00:00:00.000";
  private static final int MILLIS_AT = ZEROS.length() - 3;
  private static final int MILLIS_PER_SECOND = 1_000;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MINUTES_PER_HOUR = 60;

  private final TimeZone zone;

  /** What cannot be changed needs no lock: a thread that does not see the newest makes its own. */
  private Second latest;

  TimeText(TimeZone zone) {
    this.zone = zone;
    latest = second(0);
  }

  /** The text of a time up to its second, with zeros for the milliseconds; not to be changed. */
  byte[] ofSecond(long time) {
    long number = Math.floorDiv(time, MILLIS_PER_SECOND);
    Second second = latest;
    if (second.number != number) {
      second = second(number);
      latest = second;
    }
    return second.text;
  }

  /** Puts the milliseconds of a time into a line that begins with {@link #ofSecond}. */
  static void putMillis(long time, byte[] line) {
    put(Math.floorMod(time, MILLIS_PER_SECOND), line, MILLIS_AT, 3);
  }

  private Second second(long number) {
    int offset = zone.getOffset(number * MILLIS_PER_SECOND) / MILLIS_PER_SECOND;
    String zoneText = zoneText(offset / SECONDS_PER_MINUTE);
    byte[] text = (ZEROS + zoneText).getBytes(StandardCharsets.ISO_8859_1);
    LocalDateTime local = LocalDateTime.ofEpochSecond(number + offset, 0, ZoneOffset.UTC);
    put(local.getYear(), text, 0, 4);
    put(local.getMonthValue(), text, 5, 2);
    put(local.getDayOfMonth(), text, 8, 2);
    put(local.getHour(), text, 11, 2);
    put(local.getMinute(), text, 14, 2);
    put(local.getSecond(), text, 17, 2);
    return new Second(number, text);
  }

  private static String zoneText(int minutes) {
    if (minutes == 0) {
      return "Z";
    }
    int size = Math.abs(minutes);
    byte[] text = {(byte) (minutes < 0 ? '-' : '+'), '0', '0', ':', '0', '0'};
    put(size / MINUTES_PER_HOUR, text, 1, 2);
    put(size % MINUTES_PER_HOUR, text, 4, 2);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void put(int number, byte[] text, int start, int digits) {
    int rest = number;
    for (int i = start + digits - 1; i >= start; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static final class Second {

    private final long number;
    private final byte[] text;

    private Second(long number, byte[] text) {
      this.number = number;
      this.text = text;
    }
  }
}
