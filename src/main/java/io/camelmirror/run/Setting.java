package io.camelmirror.run;

import java.util.Locale;

/**
 * The settings of a mirror, each described once. The help prints these descriptions, and a test
 * holds the properties files, the README and the component's options to them.
 */
public enum Setting {
  SOURCE("mirror.source", SettingType.FOLDER, null, "Mirror this folder; never write to it."),
  REPLICA("mirror.replica", SettingType.FOLDER, null, "Make this folder identical to the source."),
  INTERVAL(
      "mirror.interval",
      SettingType.INTERVAL,
      "60s",
      "Wait this long between passes: seconds (60) or a duration (30s, 5m, 1h30m)."),
  LOG_FILE(
      "mirror.log.file",
      SettingType.FILE,
      "camel-mirror.log",
      "Log every exchange to this file; - is standard output."),
  LOG_FORMAT(
      "mirror.log.format",
      SettingType.oneOf("FORMAT", "text", "json"),
      "text",
      "Write the log as plain text (text) or as one JSON object per line (json)."),
  LOG_MODE(
      "mirror.log.mode",
      SettingType.MODE,
      "600",
      "Create the log and its archives with these permissions, in octal."),
  LOG_MAX_SIZE(
      "mirror.log.max-size",
      SettingType.SIZE,
      "100MB",
      "Rotate and compress the log at this size and at midnight."),
  LOG_KEEP(
      "mirror.log.keep",
      SettingType.wholeNumber("DAYS", 1, Integer.MAX_VALUE),
      "30",
      "Delete rotated logs after this many days."),
  LOG_PROBLEMS(
      "mirror.log.problems",
      SettingType.oneOf("WHICH", "new", "all"),
      "new",
      "Log a problem when it begins, changes and ends, at most 100 of a kind per pass (new), or"
          + " every problem of every pass (all)."),
  LOG_UNCHANGED(
      "mirror.log.unchanged",
      SettingType.oneOf("WHICH", "new", "all"),
      "new",
      "Log a pass that changed nothing if something else is new and once an hour (new), or every"
          + " such pass (all)."),
  THREADS(
      "mirror.threads",
      SettingType.wholeNumber("N", 0, 1024),
      "0",
      "Compare and copy with this many threads; 0 means one per processor, but at least" + " 2."),
  RECONCILE(
      "mirror.reconcile",
      SettingType.SCHEDULE,
      "interval",
      "Let Quartz trigger the deletion of entries missing from the source once per mirror.interval"
          + " (interval), at another interval (10m) or on a cron schedule (0 0 3 * * ?), or delete"
          + " them at the end of every pass without Quartz (pass)."),
  WATCH(
      "mirror.watch",
      SettingType.FLAG,
      "false",
      "Watch the source, and mirror a change as soon as it happens."),
  WATCH_QUIET(
      "mirror.watch.quiet",
      SettingType.INTERVAL,
      "100ms",
      "While watching, wait until nothing has changed for this long, but not more than a second."),
  WINDOW(
      "mirror.window",
      SettingType.WINDOW,
      null,
      "Make passes only at these times: 22:00-06:00, or with days and several windows, Mon-Fri"
          + " 22:00-06:00; Sat,Sun 00:00-24:00."),
  BWLIMIT(
      "mirror.bwlimit",
      SettingType.SIZE,
      null,
      "Copy or compare at most this many bytes a second: 20M."),
  NICE(
      "mirror.nice",
      SettingType.FLAG,
      "false",
      "Let all other programs have the processor and the disks first."),
  PASSES(
      "mirror.passes",
      SettingType.wholeNumber("N", 0, Integer.MAX_VALUE),
      "0",
      "Stop after this many passes; 0 means never."),
  LINKS(
      "mirror.links",
      SettingType.oneOf("HOW", "keep", "follow", "skip"),
      "keep",
      "Preserve symbolic links (keep), mirror their targets (follow) or leave them out"
          + " (skip)."),
  HARD_LINKS("mirror.hard-links", SettingType.FLAG, "false", "Preserve hard links."),
  XATTRS("mirror.xattrs", SettingType.FLAG, "false", "Preserve extended attributes."),
  ACLS("mirror.acls", SettingType.FLAG, "false", "Preserve POSIX ACLs."),
  SPARSE("mirror.sparse", SettingType.FLAG, "false", "Preserve holes in sparse files."),
  SPECIALS("mirror.specials", SettingType.FLAG, "false", "Preserve FIFOs and device nodes."),
  ALL(
      "mirror.all",
      SettingType.FLAG,
      "false",
      "Preserve hard links, extended attributes, ACLs, holes in sparse files, FIFOs and"
          + " device nodes."),
  CHECKSUM(
      "mirror.checksum",
      SettingType.FLAG,
      "false",
      "Compare file contents even if size and modification time are equal."),
  ONE_FILE_SYSTEM(
      "mirror.one-file-system",
      SettingType.FLAG,
      "false",
      "Do not enter file systems mounted below the source."),
  MODIFY_WINDOW(
      "mirror.modify-window",
      SettingType.DURATION,
      "0",
      "Treat modification times within this window as equal."),
  SETTLE(
      "mirror.settle",
      SettingType.DURATION,
      "0",
      "Copy a file only after it has been unchanged for this long (5s)."),
  COPY_CHANGING(
      "mirror.copy-changing",
      SettingType.FLAG,
      "false",
      "Copy a file that keeps changing as it is, up to the size first seen."),
  NO_PRIVILEGES(
      "mirror.no-privileges",
      SettingType.FLAG,
      "false",
      "Leave out setuid and setgid bits, device nodes and privileged extended attributes, and"
          + " remove them from the replica."),
  RENAMES(
      "mirror.renames",
      SettingType.oneOf("HOW", "on", "trust", "off"),
      "on",
      "Move in the replica what was moved in the source: after comparing the content of files (on),"
          + " without that where only one file fits (trust), or never (off)."),
  EXCLUDE(
      "mirror.exclude",
      SettingType.EXCLUDED,
      null,
      "Exclude what matches these patterns in .gitignore syntax, one per line."),
  INCLUDE(
      "mirror.include",
      SettingType.INCLUDED,
      null,
      "Include what matches these patterns in .gitignore syntax, one per line, whatever other"
          + " patterns exclude."),
  EXCLUDE_FROM(
      "mirror.exclude-from",
      SettingType.PATTERN_FILE,
      null,
      "Exclude what matches the patterns in this file, in .gitignore syntax."),
  MAX_SIZE(
      "mirror.max-size",
      SettingType.SIZE,
      null,
      "Exclude files larger than this (500KB, 10MB, 1GB)."),
  MIN_SIZE(
      "mirror.min-size",
      SettingType.SIZE,
      null,
      "Exclude files smaller than this (500KB, 10MB, 1GB)."),
  NEWER_THAN(
      "mirror.newer-than",
      SettingType.INTERVAL,
      null,
      "Exclude files that were not modified within this time (12h, 30d)."),
  OLDER_THAN(
      "mirror.older-than",
      SettingType.INTERVAL,
      null,
      "Exclude files that were modified within this time (5m, 12h)."),
  MAX_DELETE(
      "mirror.max-delete",
      SettingType.DELETE_LIMIT,
      "50%",
      "Delete nothing in a pass that would delete more than this: a number of entries, a"
          + " percentage of the replica's entries (but at least 100) or off."),
  REQUIRE_MARKER(
      "mirror.require-marker",
      SettingType.FILE_NAME,
      null,
      "Delete nothing unless this file exists in the root of the source."),
  NO_DELETE("mirror.no-delete", SettingType.FLAG, "false", "Delete nothing."),
  CONFIRM_UNMOUNTED(
      "mirror.confirm-unmounted",
      SettingType.FLAG,
      "false",
      "Take an empty folder of the source for what it is, even if a file system that was mounted"
          + " there is missing."),
  DELETE_EXCLUDED(
      "mirror.delete-excluded",
      SettingType.FLAG,
      "false",
      "Also delete from the replica what patterns, limits and filters exclude."),
  TRASH(
      "mirror.trash",
      SettingType.FOLDER,
      null,
      "Move deleted and overwritten entries to a dated subfolder of this folder."),
  TRASH_KEEP("mirror.trash.keep", SettingType.INTERVAL, "30d", "Delete trash older than this."),
  FSYNC(
      "mirror.fsync",
      SettingType.FLAG,
      "false",
      "fsync each file before renaming it, and sync the file system at the end of the" + " pass."),
  VERIFY(
      "mirror.verify",
      SettingType.VERIFY_SCHEDULE,
      "off",
      "Read both folders whole on a cron schedule (0 0 3 ? * SUN) or at an interval (24h), and"
          + " report every difference; off means never."),
  VERIFY_SHARE(
      "mirror.verify.share",
      SettingType.SHARE,
      "1/1",
      "Read the content of this share of the files in each scheduled verification (1/7), and of the"
          + " next share in the next one."),
  VERIFY_REPAIR(
      "mirror.verify.repair",
      SettingType.FLAG,
      "false",
      "Mend what a scheduled verification finds, with a pass that compares content and holds to all"
          + " guards."),
  NOTIFY(
      "mirror.notify",
      SettingType.ENDPOINT,
      null,
      "Send one exchange to this Camel endpoint for each refusal of a guard, each outage, each"
          + " problem that begins or ends and each corruption that a verification finds."),
  REDELIVERY_ATTEMPTS(
      "mirror.redelivery.attempts",
      SettingType.wholeNumber("N", 0, 1000),
      "2",
      "Retry a change this many times if the replica is missing, read-only, full or" + " failing."),
  REDELIVERY_DELAY(
      "mirror.redelivery.delay", SettingType.INTERVAL, "1s", "Wait this long before each retry."),
  DEAD_LETTER(
      "mirror.dead-letter",
      SettingType.ENDPOINT,
      "direct:failed",
      "Send exchanges whose change could not be applied to this endpoint."),
  DRY_RUN(
      "mirror.dry-run", SettingType.FLAG, "false", "Log and count changes without applying them."),
  CREATE_SOURCE(
      "mirror.create-source", SettingType.FLAG, "false", "Create a missing source without asking."),
  ROUTES("mirror.routes", SettingType.FOLDER, "routes", "Load the routes from this folder.");

  /** The prefix of all keys. */
  static final String PREFIX = "mirror.";

  private final String key;
  private final SettingType type;
  private final String defaultValue;
  private final String description;

  Setting(String key, SettingType type, String defaultValue, String description) {
    this.key = key;
    this.type = type;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The key in {@code application.properties}. */
  public String key() {
    return key;
  }

  /** The default, as a user would write it; null if there is no default. */
  public String defaultValue() {
    return defaultValue;
  }

  /** The placeholder for the value in the help; null for a flag, which takes no value there. */
  public String label() {
    return type.label();
  }

  /** Returns true if the option may be given more than once. */
  public boolean isRepeatable() {
    return this == EXCLUDE || this == INCLUDE;
  }

  /** One sentence for users. */
  public String description() {
    return description;
  }

  /** The option on the command line, for example {@code --log-format}. */
  public String option() {
    return "--" + key.substring(PREFIX.length()).replace('.', '-');
  }

  /** The environment variable, for example {@code MIRROR_LOG_FORMAT}. */
  public String environmentVariable() {
    return environmentVariable(key);
  }

  /** The environment variable of any key. */
  static String environmentVariable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * Checks a value and converts it to the form that the routes take.
   *
   * @param text the value as the user wrote it, not null
   * @throws IllegalArgumentException if the value is not valid; the message says what to write
   */
  public String read(String text) {
    return type.parser().apply(text);
  }
}
