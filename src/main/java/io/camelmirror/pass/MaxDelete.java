package io.camelmirror.pass;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limit on deletions per pass.
 *
 * @param number the number of entries
 * @param percent the percentage of the replica's entries, if it yields more than {@link #ALWAYS}
 */
public record MaxDelete(long number, int percent) {

  /** A percentage always permits this many deletions, because small trees change quickly. */
  public static final int ALWAYS = 100;

  /** No limit. */
  public static final MaxDelete OFF = new MaxDelete(Long.MAX_VALUE, 100);

  private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(%?)");
  private static final int ALL = 100;

  /**
   * Parses a limit.
   *
   * @param text {@code off}, a number, or a percentage
   * @throws IllegalArgumentException if the text is invalid; the message lists the accepted values
   */
  public static MaxDelete parse(String text) {
    String trimmed = text.trim();
    if (trimmed.equals("off")) {
      return OFF;
    }
    Matcher matcher = NUMBER.matcher(trimmed);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      if (matcher.group(2).isEmpty()) {
        return new MaxDelete(number, 0);
      }
      if (number >= 1 && number <= ALL) {
        return new MaxDelete(ALWAYS, (int) number);
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a limit for deleting; write a number (1000), a percentage (50%) or off");
  }

  /** The number of entries that may be deleted from a replica of this size. */
  public long of(long entries) {
    return Math.max(number, (long) (entries * (percent / (double) ALL)));
  }

  /** The limit in the syntax of the settings. */
  @Override
  public String toString() {
    if (number == OFF.number) {
      return "off";
    }
    return percent > 0 ? percent + "%" : Long.toString(number);
  }
}
