package io.camelmirror.run;

import io.camelmirror.camel.Interval;
import io.camelmirror.pass.MaxDelete;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** Every setting of {@code application.properties}: its key, its default, and what it takes. */
public enum Setting {
  SOURCE("mirror.source", null, "FOLDER", "The folder that is only read.", Setting::notEmpty),
  REPLICA(
      "mirror.replica",
      null,
      "FOLDER",
      "The folder that is made equal to the source.",
      Setting::notEmpty),
  INTERVAL(
      "mirror.interval",
      "60s",
      "TIME",
      "The time between two passes: seconds (60) or a duration (30s, 5m, 1h30m).",
      Setting::interval),
  LOG_FILE(
      "mirror.log.file",
      "camel-mirror.log",
      "FILE",
      "Where every exchange is logged.",
      Setting::notEmpty),
  LOG_FORMAT(
      "mirror.log.format",
      "text",
      "FORMAT",
      "text, or json for one JSON object a line.",
      text -> oneOf(text, "text", "json")),
  LOG_MAX_SIZE(
      "mirror.log.max-size",
      "100MB",
      "SIZE",
      "The log file is closed and compressed at this size, and at midnight.",
      Setting::size),
  LOG_KEEP(
      "mirror.log.keep",
      "30",
      "DAYS",
      "How many days closed log files are kept.",
      text -> wholeNumber(text, 1, Integer.MAX_VALUE)),
  THREADS(
      "mirror.threads",
      "0",
      "N",
      "How many threads read and apply; 0 stands for the number of processors, at least 2.",
      text -> wholeNumber(text, 0, 1024)),
  RECONCILE(
      "mirror.reconcile",
      "pass",
      "WHEN",
      "When orphans are deleted: pass (at the end of every pass), an interval (10m) or a Quartz cron"
          + " expression (0 0 3 * * ?).",
      Setting::schedule),
  PASSES(
      "mirror.passes",
      "0",
      "N",
      "After how many passes to end; 0 stands for never.",
      text -> wholeNumber(text, 0, Integer.MAX_VALUE)),
  LINKS(
      "mirror.links",
      "keep",
      "HOW",
      "What becomes of symbolic links: keep them as they are, follow them and mirror what they lead"
          + " to, or skip them.",
      text -> oneOf(text, "keep", "follow", "skip")),
  ALL(
      "mirror.all",
      "false",
      null,
      "Keep everything: hard links, extended attributes, ACLs, holes in files, FIFOs and devices.",
      Setting::flag),
  HARD_LINKS(
      "mirror.hard-links",
      "false",
      null,
      "Keep hard links: names of one file in the source are names of one file in the replica.",
      Setting::flag),
  XATTRS("mirror.xattrs", "false", null, "Keep extended attributes.", Setting::flag),
  ACLS("mirror.acls", "false", null, "Keep POSIX access control lists.", Setting::flag),
  SPARSE("mirror.sparse", "false", null, "Keep holes in files.", Setting::flag),
  SPECIALS("mirror.specials", "false", null, "Keep FIFOs and device nodes.", Setting::flag),
  CHECKSUM(
      "mirror.checksum",
      "false",
      null,
      "Compare files by their content, also those of the same size and time.",
      Setting::flag),
  ONE_FILE_SYSTEM(
      "mirror.one-file-system",
      "false",
      null,
      "Leave out file systems that are mounted below the source.",
      Setting::flag),
  MODIFY_WINDOW(
      "mirror.modify-window",
      "0",
      "TIME",
      "Times that differ by no more are the same; what the replica's disk can store is found out by"
          + " itself.",
      Setting::duration),
  SETTLE(
      "mirror.settle",
      "0",
      "TIME",
      "Copy a file when nothing about it has changed for that long (5s); a pass waits for it once.",
      Setting::duration),
  MAX_DELETE(
      "mirror.max-delete",
      "50%",
      "LIMIT",
      "A pass that would delete more deletes nothing: a number of entries, a percentage of the"
          + " replica's (100 may always be deleted), or off.",
      Setting::maxDelete),
  REQUIRE_MARKER(
      "mirror.require-marker",
      null,
      "NAME",
      "Delete nothing unless this file is in the source's root.",
      Setting::name),
  NO_DELETE("mirror.no-delete", "false", null, "Delete nothing.", Setting::flag),
  DELETE_EXCLUDED(
      "mirror.delete-excluded",
      "false",
      null,
      "Delete from the replica what the routes' filters exclude.",
      Setting::flag),
  TRASH(
      "mirror.trash",
      null,
      "FOLDER",
      "Move there, under the date of the pass, what would be deleted or overwritten.",
      Setting::notEmpty),
  TRASH_KEEP(
      "mirror.trash.keep",
      "30d",
      "TIME",
      "How long what is in the trash stays there.",
      Setting::interval),
  FSYNC(
      "mirror.fsync",
      "false",
      null,
      "Have each file on the disk before it takes its place, and all of a pass when it ends.",
      Setting::flag),
  REDELIVERY_ATTEMPTS(
      "mirror.redelivery.attempts",
      "2",
      "N",
      "How often a change is tried again when the replica is gone, full or broken.",
      text -> wholeNumber(text, 0, 1000)),
  REDELIVERY_DELAY(
      "mirror.redelivery.delay", "1s", "TIME", "The time between two attempts.", Setting::interval),
  DEAD_LETTER(
      "mirror.dead-letter",
      "direct:failed",
      "ENDPOINT",
      "Where an exchange goes whose change could not be applied.",
      Setting::notEmpty),
  DRY_RUN(
      "mirror.dry-run",
      "false",
      null,
      "Go through everything, log and count it, and write nothing.",
      Setting::flag),
  CREATE_SOURCE(
      "mirror.create-source",
      "false",
      null,
      "Create a missing source without asking.",
      Setting::flag),
  ROUTES("mirror.routes", "routes", "FOLDER", "The folder with the routes.", Setting::notEmpty);

  /** What the keys of all settings begin with. */
  static final String PREFIX = "mirror.";

  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*(|kb|mb|gb)s?");
  private static final List<String> UNITS = List.of("", "kb", "mb", "gb");
  private static final int UNIT_BITS = 10;

  private final String key;
  private final String defaultValue;
  private final String label;
  private final String description;
  private final UnaryOperator<String> reader;

  Setting(
      String key,
      String defaultValue,
      String label,
      String description,
      UnaryOperator<String> reader) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.label = label;
    this.description = description;
    this.reader = reader;
  }

  /** The key in {@code application.properties}. */
  public String key() {
    return key;
  }

  /** The value when nobody gives one; null when somebody has to. */
  public String defaultValue() {
    return defaultValue;
  }

  /** What the value is called in the help; null for a flag. */
  public String label() {
    return label;
  }

  /** One sentence for people. */
  public String description() {
    return description;
  }

  /** The name as an option of the command line: {@code --log-format}. */
  public String option() {
    return "--" + key.substring(PREFIX.length()).replace('.', '-');
  }

  /** The name as a variable of the environment: {@code MIRROR_LOG_FORMAT}. */
  public String environmentVariable() {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * Checks a value and gives it as the routes take it.
   *
   * @throws IllegalArgumentException with a message that quotes the value and says what is taken
   */
  public String read(String text) {
    return reader.apply(text);
  }

  private static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    return text;
  }

  private static String name(String text) {
    if (notEmpty(text).contains("/") || text.equals(".") || text.equals("..")) {
      throw new IllegalArgumentException("'" + text + "' is not the name of a file in a folder");
    }
    return text;
  }

  private static String interval(String text) {
    return Interval.parse(text).toMillis() + "ms";
  }

  private static String maxDelete(String text) {
    return MaxDelete.parse(text).toString();
  }

  private static String duration(String text) {
    return text.trim().matches("0+(ms|s|m|h|d)?") ? "0ms" : interval(text);
  }

  private static String schedule(String text) {
    if (text.equals("pass")) {
      return text;
    }
    if (!text.trim().contains(" ")) {
      return interval(text);
    }
    try {
      new CronExpression(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a Quartz cron expression: " + e.getMessage(), e);
    }
    return text;
  }

  private static String size(String text) {
    Matcher size = SIZE.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (size.matches()) {
      long unit = 1L << UNIT_BITS * UNITS.indexOf(size.group(2));
      long number = Long.parseLong(size.group(1));
      if (number > 0 && number <= Long.MAX_VALUE / unit) {
        return Long.toString(number * unit);
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not a size; write 500KB, 10MB or 1GB");
  }

  private static String flag(String text) {
    return oneOf(text, "true", "false");
  }

  private static String oneOf(String text, String... values) {
    if (!Set.of(values).contains(text)) {
      throw new IllegalArgumentException("'" + text + "' is not " + String.join(" or ", values));
    }
    return text;
  }

  private static String wholeNumber(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text.trim());
      if (number >= least && number <= most) {
        return Integer.toString(number);
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers that are too small or too large.
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a whole number of "
            + least
            + (most == Integer.MAX_VALUE ? " or more" : " to " + most));
  }
}
