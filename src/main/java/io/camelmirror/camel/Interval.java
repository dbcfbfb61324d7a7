package io.camelmirror.camel;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses intervals such as {@code 60}, {@code 30s}, {@code 5m}, {@code 1h30m}. */
public final class Interval {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final Pattern UNITS =
      Pattern.compile(
          "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private Interval() {}

  /**
   * Parses an interval.
   *
   * @param text a number of seconds, or numbers with the units d, h, m, s, ms
   * @return a positive duration
   * @throws IllegalArgumentException if it is not a positive duration; the message describes the
   *     format
   */
  public static Duration parse(String text) {
    String trimmed = text.trim().toLowerCase(java.util.Locale.ROOT);
    Duration duration = Duration.ZERO;
    Matcher units = UNITS.matcher(trimmed);
    if (SECONDS.matcher(trimmed).matches()) {
      duration = Duration.ofSeconds(Long.parseLong(trimmed));
    } else if (units.matches()) {
      duration =
          Duration.ofDays(number(units, 1))
              .plusHours(number(units, 2))
              .plusMinutes(number(units, 3))
              .plusSeconds(number(units, 4))
              .plusMillis(number(units, 5));
    }
    if (duration.isZero()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a positive duration; write seconds (60) or a duration (30s, 5m, 1h)");
    }
    return duration;
  }

  private static long number(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
  }
}
