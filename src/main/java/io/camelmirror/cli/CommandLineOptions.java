package io.camelmirror.cli;

import io.camelmirror.run.Setting;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.HelpFormatter;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** What can be given on the command line: options of its own, and one for every setting. */
final class CommandLineOptions {

  static final String ONCE = "once";
  static final String JSON = "json";
  static final String QUIET = "quiet";
  static final String VERBOSE = "verbose";
  static final String CONFIG = "config";
  static final String SET = "set";
  static final String HELP = "help";
  static final String VERSION = "version";

  static final String SYNTAX = "camel-mirror [OPTIONS] SOURCE REPLICA [INTERVAL] [LOG_FILE]";
  private static final String INTRODUCTION =
      """
      Keeps a replica folder identical to a source folder.

        SOURCE    the folder that is only read
        REPLICA   the folder that is made equal to it
        INTERVAL  the time between two passes: 60, 30s, 5m
        LOG_FILE  where every exchange is logged

      """;
  private static final String SETTINGS =
      """

      Every setting of application.properties is an option too, and an environment
      variable (mirror.log.format, --log-format, MIRROR_LOG_FORMAT). The order is
      option, environment, file, default.
      """;

  private static final int WIDTH = 80;
  private static final int INDENT = 2;

  private CommandLineOptions() {}

  static Options all() {
    Options options = new Options();
    options.addOption(flag(ONCE, "One pass and its reconciliation, then exit."));
    options.addOption(
        flag(JSON, "At the end, print the last pass as one JSON object on standard output."));
    options.addOption(flag(QUIET, "Show problems only."));
    options.addOption(flag(VERBOSE, "Show every exchange."));
    options.addOption(
        taking(
            CONFIG, "FILE", "Read the settings from this file instead of application.properties."));
    options.addOption(
        taking(
            SET,
            "KEY=VALUE",
            "Set any property, of camel-mirror, of the routes or of Camel; may be repeated."));
    options.addOption(Option.builder("h").longOpt(HELP).desc("Show this help and exit.").build());
    options.addOption(
        Option.builder("V").longOpt(VERSION).desc("Print the version and exit.").build());
    Stream.of(Setting.values()).map(CommandLineOptions::option).forEach(options::addOption);
    return options;
  }

  /** The names of all options, as they are written. */
  static List<String> names(Options options) {
    return options.getOptions().stream().map(option -> "--" + option.getLongOpt()).toList();
  }

  /** The long name of a setting's option. */
  static String nameOf(Setting setting) {
    return setting.option().substring("--".length());
  }

  private static Option option(Setting setting) {
    if (setting.label() == null) {
      return flag(nameOf(setting), setting.description());
    }
    String byDefault =
        setting.defaultValue() == null ? "" : " Default: " + setting.defaultValue() + ".";
    return taking(nameOf(setting), setting.label(), setting.description() + byDefault);
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
    out.print(INTRODUCTION);
    help.printOptions(out, WIDTH, all(), INDENT, INDENT);
    out.printf("%nExit codes:%n");
    ExitCode.MEANINGS.forEach((code, meaning) -> out.printf("  %d   %s%n", code, meaning));
    out.print(SETTINGS);
    out.flush();
  }
}
