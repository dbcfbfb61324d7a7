package io.camelmirror.cli;

import io.camelmirror.run.Nearest;
import io.camelmirror.run.Setting;
import io.camelmirror.run.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** The parsed command line. */
final class Arguments {

  private static final List<Setting> POSITIONS =
      List.of(Setting.SOURCE, Setting.REPLICA, Setting.INTERVAL, Setting.LOG_FILE);

  private final CommandLine line;

  private Arguments(CommandLine line) {
    this.line = line;
  }

  static Arguments parse(String... given) throws UsageException {
    return parse(POSITIONS.size(), given);
  }

  /**
   * Parses a command line.
   *
   * @param most how many arguments there may be besides options
   */
  static Arguments parse(int most, String... given) throws UsageException {
    Options options = CommandLineOptions.all();
    DefaultParser parser =
        DefaultParser.builder()
            .setAllowPartialMatching(false)
            .setStripLeadingAndTrailingQuotes(false)
            .build();
    CommandLine line;
    try {
      line = parser.parse(options, given);
    } catch (UnrecognizedOptionException e) {
      throw new UsageException(unrecognized(e.getOption(), options), e);
    } catch (MissingArgumentException e) {
      throw new UsageException(
          "the option " + name(e.getOption()) + " requires a value; see camel-mirror --help", e);
    } catch (ParseException e) {
      throw new UsageException(e.getMessage(), e);
    }
    requireOnce(line);
    if (line.getArgList().size() > most) {
      throw new UsageException(
          "unexpected argument '" + line.getArgList().get(most) + "'; see camel-mirror --help");
    }
    return new Arguments(line);
  }

  private static String unrecognized(String given, Options options) {
    int equals = given.indexOf('=');
    String name = equals < 0 ? given : given.substring(0, equals);
    if (options.hasLongOption(name)) {
      return "the option "
          + name
          + " takes no value; remove '="
          + given.substring(equals + 1)
          + "'";
    }
    return "unknown option '"
        + name
        + "'"
        + Nearest.to(name, CommandLineOptions.names(options))
            .map(nearest -> "; did you mean " + nearest + "?")
            .orElse("; see camel-mirror --help");
  }

  private static void requireOnce(CommandLine line) throws UsageException {
    for (Option option : line.getOptions()) {
      if (option.hasArg()
          && !CommandLineOptions.isRepeatable(option.getLongOpt())
          && line.getOptionValues(option).length > 1) {
        throw new UsageException(
            "the option " + name(option) + " is given more than once; give it once");
      }
    }
  }

  private static String name(Option option) {
    return "--" + option.getLongOpt();
  }

  boolean has(String option) {
    return line.hasOption(option);
  }

  /** The value of an option; null if the option was not given. */
  String value(String option) {
    return line.getOptionValue(option);
  }

  /**
   * The settings and other properties of the command line, by key.
   *
   * @throws UsageException if the value of a {@code --set} is not of the form KEY=VALUE
   */
  Map<String, String> properties() throws UsageException {
    Map<String, String> properties = new LinkedHashMap<>();
    if (has(CommandLineOptions.SET)) {
      for (String pair : line.getOptionValues(CommandLineOptions.SET)) {
        int equals = pair.indexOf('=');
        if (equals <= 0) {
          throw new UsageException(
              "'" + pair + "' is not of the form KEY=VALUE; write --set KEY=VALUE");
        }
        properties.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    for (Setting setting : Setting.values()) {
      String option = CommandLineOptions.nameOf(setting);
      if (has(option)) {
        properties.put(
            setting.key(),
            setting.label() == null ? "true" : String.join("\n", line.getOptionValues(option)));
      }
    }
    for (int i = 0; i < line.getArgList().size(); i++) {
      properties.put(POSITIONS.get(i).key(), line.getArgList().get(i));
    }
    return properties;
  }
}
