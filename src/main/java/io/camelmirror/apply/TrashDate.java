package io.camelmirror.apply;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * The names of the folders in a trash, by the date of their pass: {@code 2026-11-22T21-17-29.123Z}.
 */
public final class TrashDate {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSSX").withZone(ZoneOffset.UTC);

  private TrashDate() {}

  public static String nameOf(Instant pass) {
    return FORMAT.format(pass);
  }

  /** When the pass of a folder began; null when the name is not one of these. */
  static Instant of(String name) {
    try {
      return Instant.from(FORMAT.parse(name));
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
