package io.camelmirror.cli;

import io.camelmirror.run.Setting;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.HelpFormatter;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of the command line, including one for each setting, and their help. */
final class CommandLineOptions {

  static final String ONCE = "once";
  static final String REPAIR = "repair";
  static final String JSON = "json";
  static final String QUIET = "quiet";
  static final String VERBOSE = "verbose";
  static final String ITEMIZE = "itemize";
  static final String STATS = "stats";
  static final String CONFIG = "config";
  static final String SET = "set";
  static final String HELP = "help";
  static final String VERSION = "version";

  static final String SYNTAX = "camel-mirror [OPTIONS] SOURCE REPLICA [INTERVAL] [LOG_FILE]";
  static final String VERIFY_SYNTAX = "camel-mirror verify [OPTIONS] SOURCE REPLICA";
  private static final String INTRODUCTION =
      """
             camel-mirror verify [OPTIONS] SOURCE REPLICA

      Keep a replica folder identical to a source folder. With verify, read both
      folders whole and print every path that differs.

        SOURCE    the folder to mirror; it is only read
        REPLICA   the folder to make identical to SOURCE
        INTERVAL  the time between passes: seconds (60) or a duration (30s, 5m)
        LOG_FILE  the file to log every exchange to; - is standard output

      Write a source folder that is named verify as ./verify.

      Options:
      """;
  private static final String SETTINGS =
      """

      Every property of application.properties is also an option and an environment
      variable: mirror.log.format, --log-format and MIRROR_LOG_FORMAT are the same. An
      option overrides the environment, and the environment overrides the file.
      """;

  private static final int WIDTH = 80;
  private static final int INDENT = 2;

  private CommandLineOptions() {}

  static Options all() {
    Options options = new Options();
    options.addOption(flag(ONCE, "Make one pass, including deletions, and exit."));
    options.addOption(
        flag(JSON, "Print the report of the last pass as one JSON object on standard output."));
    options.addOption(flag(REPAIR, "With verify, mend what differs."));
    options.addOption(flag(QUIET, "Show only problems on the terminal."));
    options.addOption(flag(VERBOSE, "Show every exchange on the terminal."));
    options.addOption(
        flag(ITEMIZE, "Print one line per change in the letters of rsync, also with --dry-run."));
    options.addOption(
        flag(STATS, "Print the number of changes by kind of entry and cause at the end."));
    options.addOption(
        taking(CONFIG, "FILE", "Read settings from this file instead of application.properties."));
    options.addOption(
        taking(
            SET,
            "KEY=VALUE",
            "Set any property of camel-mirror, the routes or Camel; may be repeated."));
    options.addOption(Option.builder("h").longOpt(HELP).desc("Print this help and exit.").build());
    options.addOption(
        Option.builder("V").longOpt(VERSION).desc("Print the version and exit.").build());
    Stream.of(Setting.values()).map(CommandLineOptions::option).forEach(options::addOption);
    return options;
  }

  /** The long names of all options, with their dashes. */
  static List<String> names(Options options) {
    return options.getOptions().stream().map(option -> "--" + option.getLongOpt()).toList();
  }

  /** The long name of a setting's option, without its dashes. */
  static String nameOf(Setting setting) {
    return setting.option().substring("--".length());
  }

  /** Returns true if an option may be given more than once. */
  static boolean isRepeatable(String name) {
    return name.equals(SET)
        || Stream.of(Setting.values())
            .anyMatch(setting -> setting.isRepeatable() && nameOf(setting).equals(name));
  }

  private static Option option(Setting setting) {
    if (setting.label() == null) {
      return flag(nameOf(setting), setting.description());
    }
    String byDefault =
        setting.defaultValue() == null ? "" : " Default: " + setting.defaultValue() + ".";
    String repeatable = setting.isRepeatable() ? " May be repeated." : "";
    return taking(nameOf(setting), setting.label(), setting.description() + byDefault + repeatable);
  }

  private static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).build();
  }

  private static Option taking(String name, String label, String description) {
    return Option.builder().longOpt(name).hasArg().argName(label).desc(description).build();
  }

  static void printHelp(PrintWriter out) {
    HelpFormatter help = new HelpFormatter();
    help.setOptionComparator(null);
    help.setLongOptSeparator("=");
    out.println("Usage: " + SYNTAX);
    out.println("       " + StatusCommand.SYNTAX);
    out.print(INTRODUCTION);
    help.printOptions(out, WIDTH, all(), INDENT, INDENT);
    out.printf("%nExit codes:%n");
    ExitCode.MEANINGS.forEach((code, meaning) -> out.printf("  %d   %s%n", code, meaning));
    out.print(SETTINGS);
    out.flush();
  }
}
