package io.camelmirror.camel;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses numbers of bytes such as {@code 500KB}, {@code 20M}, {@code 1GB}; units are binary. */
public final class Bytes {

  private static final Pattern BYTES = Pattern.compile("(\\d{1,18})\\s*([kmg]?)(?:b|bs)?");
  private static final List<String> UNITS = List.of("", "k", "m", "g");
  private static final int UNIT_BITS = 10;

  private Bytes() {}

  /**
   * Parses a number of bytes.
   *
   * @return more than zero
   * @throws IllegalArgumentException if it is none; the message describes the format
   */
  public static long parse(String text) {
    Matcher bytes = BYTES.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (bytes.matches()) {
      long unit = 1L << UNIT_BITS * UNITS.indexOf(bytes.group(2));
      long number = Long.parseLong(bytes.group(1));
      if (number > 0 && number <= Long.MAX_VALUE / unit) {
        return number * unit;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a size; write a number and a unit, such as 500KB, 10MB or 1GB");
  }
}
