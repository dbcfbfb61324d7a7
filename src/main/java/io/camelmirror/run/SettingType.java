package io.camelmirror.run;

import io.camelmirror.camel.Bytes;
import io.camelmirror.camel.Interval;
import io.camelmirror.camel.VerifyConfiguration;
import io.camelmirror.pass.MaxDelete;
import io.camelmirror.pass.Windows;
import io.camelmirror.tree.IgnoreRules;
import io.camelmirror.tree.PathArgument;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * The type of a setting's value.
 *
 * @param label the placeholder for the value in the help; null for a flag
 * @param parser checks a value and converts it to the form that the routes take; throws an {@link
 *     IllegalArgumentException} whose message says what to write instead
 */
record SettingType(String label, UnaryOperator<String> parser) {

  static final SettingType FLAG = new SettingType(null, SettingType::flag);
  static final SettingType FOLDER = text("FOLDER");
  static final SettingType FILE = text("FILE");
  static final SettingType ENDPOINT = text("ENDPOINT");
  static final SettingType FILE_NAME = new SettingType("NAME", SettingType::fileName);
  static final SettingType SIZE = new SettingType("SIZE", text -> Long.toString(Bytes.parse(text)));
  static final SettingType WINDOW = new SettingType("WHEN", SettingType::window);

  /** Patterns in gitignore syntax, one per line. */
  static final SettingType EXCLUDED =
      new SettingType("PATTERN", text -> patterns(text, text, null));

  static final SettingType INCLUDED =
      new SettingType("PATTERN", text -> patterns(text, null, text));

  /** A file of such patterns. */
  static final SettingType PATTERN_FILE = new SettingType("FILE", SettingType::patternFile);

  /** File permissions in octal that let the owner read and write. */
  static final SettingType MODE = new SettingType("MODE", SettingType::mode);

  /** A duration of more than zero. */
  static final SettingType INTERVAL = new SettingType("TIME", SettingType::interval);

  /** A duration that may be zero. */
  static final SettingType DURATION = new SettingType("TIME", SettingType::duration);

  static final SettingType SCHEDULE =
      new SettingType("WHEN", text -> schedule(text, "another interval (10m)", "interval", "pass"));
  static final SettingType VERIFY_SCHEDULE =
      new SettingType("WHEN", text -> schedule(text, "an interval (24h)", "off"));

  /** One part of several. */
  static final SettingType SHARE = new SettingType("SHARE", SettingType::share);

  static final SettingType DELETE_LIMIT =
      new SettingType("LIMIT", text -> MaxDelete.parse(text).toString());

  private static final Pattern OCTAL = Pattern.compile("0?[67][0-7]{2}");
  private static final Pattern ZERO = Pattern.compile("0+(ms|s|m|h|d)?");

  /** Any text but the empty one. */
  private static SettingType text(String label) {
    return new SettingType(label, SettingType::notEmpty);
  }

  /** One of two or more words. */
  static SettingType oneOf(String label, String... words) {
    List<String> known = List.of(words);
    return new SettingType(label, text -> word(text, known));
  }

  /** A whole number within two limits; {@link Integer#MAX_VALUE} stands for no upper limit. */
  static SettingType wholeNumber(String label, int least, int most) {
    return new SettingType(label, text -> number(text, least, most));
  }

  /** On and off are what people write where something is switched. */
  private static String flag(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "on" -> "true";
      case "off" -> "false";
      default -> word(text, List.of("true", "false"));
    };
  }

  private static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the value is empty; give one, or leave out the setting");
    }
    return text;
  }

  private static String patterns(String text, String excluded, String included) {
    notEmpty(text.strip());
    IgnoreRules.ofOptions(excluded, included);
    return text;
  }

  private static String patternFile(String text) {
    IgnoreRules.ofFile(PathArgument.path(notEmpty(text)));
    return text;
  }

  private static String fileName(String text) {
    if (notEmpty(text).contains("/") || text.equals(".") || text.equals("..")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a file name; write a name without a slash");
    }
    return text;
  }

  private static String interval(String text) {
    return Interval.parse(text).toMillis() + "ms";
  }

  private static String duration(String text) {
    if (ZERO.matcher(text.trim()).matches()) {
      return "0ms";
    }
    try {
      return interval(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; write 0, seconds (60) or a duration (30s, 5m, 1h)", e);
    }
  }

  private static String schedule(String text, String interval, String... words) {
    if (List.of(words).contains(text)) {
      return text;
    }
    try {
      if (!text.trim().contains(" ")) {
        return interval(text);
      }
      new CronExpression(text);
      return text;
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a Quartz cron expression: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a schedule; write "
              + String.join(", ", words)
              + ", "
              + interval
              + " or a Quartz cron expression (0 0 3 * * ?)",
          e);
    }
  }

  private static String window(String text) {
    Windows.parse(text);
    return text;
  }

  private static String share(String text) {
    String share = text.trim();
    if (VerifyConfiguration.isShare(share)) {
      return share;
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a share; write 1/7 for a seventh, or 1/1 for everything");
  }

  private static String mode(String text) {
    String mode = text.trim();
    if (OCTAL.matcher(mode).matches()) {
      return mode.substring(mode.length() - "600".length());
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a mode that lets the owner read and write; write 600, 640 or 644");
  }

  private static String word(String text, List<String> known) {
    if (known.contains(text)) {
      return text;
    }
    int last = known.size() - 1;
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a valid value; write "
            + String.join(", ", known.subList(0, last))
            + " or "
            + known.get(last));
  }

  private static String number(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text.trim());
      if (number >= least && number <= most) {
        return Integer.toString(number);
      }
    } catch (NumberFormatException e) {
      // Gets the same message as a number outside the limits.
    }
    String limits = most == Integer.MAX_VALUE ? " of at least " + least : range(least, most);
    throw new IllegalArgumentException("'" + text + "' is not a whole number" + limits);
  }

  private static String range(int least, int most) {
    return " from " + least + " to " + most;
  }
}
