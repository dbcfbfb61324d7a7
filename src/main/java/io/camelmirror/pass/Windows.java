package io.camelmirror.pass;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times of the week in which passes may be made: {@code 22:00-06:00}, {@code Mon-Fri
 * 22:00-06:00; Sat,Sun 00:00-24:00}.
 *
 * @param windows at least one
 */
public record Windows(List<Window> windows) {

  private static final String DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
  private static final String DAYS = DAY + "(?:-" + DAY + ")?";
  private static final String TIME = "([01]?\\d|2[0-3]):([0-5]\\d)";
  private static final Pattern WINDOW =
      Pattern.compile(
          "(?:(" + DAYS + "(?:," + DAYS + ")*)\\s+)?" + TIME + "-(?:" + TIME + "|(24):(00))");

  private static final int DAYS_OF_WEEK = 7;
  private static final int ABBREVIATION = 3;

  /**
   * A time that returns on some days.
   *
   * @param days the days on which it begins
   * @param from when it begins
   * @param to when it ends: on the next day if that is not after the beginning
   */
  public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    private boolean isOpen(LocalDateTime now) {
      return isOpen(now, now.toLocalDate()) || isOpen(now, now.toLocalDate().minusDays(1));
    }

    private boolean isOpen(LocalDateTime now, LocalDate day) {
      if (!days.contains(day.getDayOfWeek())) {
        return false;
      }
      LocalDateTime begin = day.atTime(from);
      LocalDateTime end = (to.isAfter(from) ? day : day.plusDays(1)).atTime(to);
      return !now.isBefore(begin) && now.isBefore(end);
    }
  }

  public Windows {
    windows = List.copyOf(windows);
  }

  /**
   * Parses windows.
   *
   * @throws IllegalArgumentException if the text is none; the message says what to write
   */
  public static Windows parse(String text) {
    List<Window> windows = new ArrayList<>();
    for (String part : text.toLowerCase(Locale.ROOT).split(";", -1)) {
      Matcher window = WINDOW.matcher(part.trim());
      if (!window.matches()) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' is not a window; write 22:00-06:00 or, with days and several windows,"
                + " Mon-Fri 22:00-06:00; Sat,Sun 00:00-24:00");
      }
      LocalTime to =
          window.group(6) != null ? LocalTime.MIDNIGHT : time(window.group(4), window.group(5));
      windows.add(new Window(days(window.group(1)), time(window.group(2), window.group(3)), to));
    }
    return new Windows(windows);
  }

  private static LocalTime time(String hour, String minute) {
    return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
  }

  private static Set<DayOfWeek> days(String text) {
    if (text == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String range : text.split(",")) {
      DayOfWeek first = day(range.substring(0, ABBREVIATION));
      DayOfWeek last = day(range.substring(range.length() - ABBREVIATION));
      int more = (last.getValue() - first.getValue() + DAYS_OF_WEEK) % DAYS_OF_WEEK;
      for (int i = 0; i <= more; i++) {
        days.add(first.plus(i));
      }
    }
    return days;
  }

  private static DayOfWeek day(String abbreviation) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).startsWith(abbreviation)) {
        return day;
      }
    }
    throw new IllegalArgumentException(abbreviation);
  }

  /** Returns true if passes may be made at a time. */
  public boolean isOpen(LocalDateTime now) {
    return windows.stream().anyMatch(window -> window.isOpen(now));
  }
}
