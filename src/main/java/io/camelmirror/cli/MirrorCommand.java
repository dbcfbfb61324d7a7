package io.camelmirror.cli;

import io.camelmirror.apply.PassReport;
import io.camelmirror.tree.FolderPair;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line: what it takes, and what it does with it. */
@Command(
    name = "camel-mirror",
    description = "Keeps a replica folder identical to a source folder.",
    customSynopsis = "camel-mirror [OPTIONS] SOURCE REPLICA [INTERVAL] [LOG_FILE]",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, the replica equals the source",
      "1:internal error",
      "2:usage, or a folder that cannot be used",
      "3:done, but some paths failed",
      "4:a guard refused to delete"
    },
    footerHeading = "%n",
    footer =
        "Every setting of application.properties is an option too, and an environment variable"
            + " (mirror.log.format, --log-format, MIRROR_LOG_FORMAT). The order is option, environment,"
            + " file, default.")
final class MirrorCommand implements Callable<Integer> {

  /** Whether a person sits at the terminal; the launcher sets it. */
  private static final String TERMINAL = "camel-mirror.terminal";

  private static final String PROPERTIES = "application.properties";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SOURCE",
      description = "The folder that is only read.")
  private String source;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "REPLICA",
      description = "The folder that is made equal to it.")
  private String replica;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "INTERVAL",
      description = "The time between two passes: 60, 30s, 5m.")
  private String interval;

  @Parameters(
      index = "3",
      arity = "0..1",
      paramLabel = "LOG_FILE",
      description = "Where every exchange is logged.")
  private String logFile;

  @Option(names = "--once", description = "One pass and its reconciliation, then exit.")
  private boolean once;

  @Option(
      names = "--json",
      description = "At the end, print the last pass as one JSON object on standard output.")
  private boolean json;

  @Option(names = "--quiet", description = "Show problems only.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Show every exchange.")
  private boolean verbose;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Read the settings from this file instead of application.properties.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set any property, of camel-mirror, of the routes or of Camel.")
  private Map<String, String> set = Map.of();

  /** The command line with an option for every setting. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new MirrorCommand());
    for (Setting setting : Setting.values()) {
      line.getCommandSpec().addOption(option(setting));
    }
    line.setParameterExceptionHandler((e, given) -> Failures.handle(e, line.getErr()));
    line.setExecutionExceptionHandler((e, self, given) -> Failures.handle(e, line.getErr()));
    return line;
  }

  private static OptionSpec option(Setting setting) {
    // Descriptions are formats to picocli.
    String description = setting.description().replace("%", "%%");
    OptionSpec.Builder option = OptionSpec.builder(setting.option()).description(description);
    if (setting.label() == null) {
      return option.type(boolean.class).arity("0").build();
    }
    if (setting.defaultValue() != null) {
      String defaultValue = setting.defaultValue().replace("%", "%%");
      option.description(description + " Default: " + defaultValue + ".");
    }
    return option.type(String.class).arity("1").paramLabel(setting.label()).build();
  }

  @Override
  public Integer call() throws Exception {
    if (quiet && verbose) {
      throw new UsageException("--quiet and --verbose exclude each other");
    }
    Settings settings = settings();
    if (once) {
      settings.put(Setting.PASSES, "1");
      settings.put(Setting.RECONCILE, "pass");
    }
    Path sourceFolder = settings.path(Setting.SOURCE, "SOURCE");
    Path replicaFolder = settings.path(Setting.REPLICA, "REPLICA");
    prompt().ensure(sourceFolder, settings.isOn(Setting.CREATE_SOURCE));
    FolderPair folders = FolderPair.of(sourceFolder, replicaFolder);
    Path log = settings.path(Setting.LOG_FILE, "LOG_FILE");
    LogFile.check(log, folders);
    Logging.configure(settings, log, console(), json);
    MirrorRun run =
        new MirrorRun(
            settings.forCamel(),
            RouteFiles.in(settings.routes()),
            Long.parseLong(settings.get(Setting.PASSES)));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(run), "shutdown"));
    PassReport report = run.run();
    if (json) {
      spec.commandLine().getOut().println(ReportJson.of(report));
    }
    return ExitCode.of(report);
  }

  private static void end(MirrorRun run) {
    run.stop();
    Logging.stop();
  }

  private Settings settings() throws UsageException {
    if (set.containsKey("")) {
      throw new UsageException("--set needs a name before the '=': --set KEY=VALUE");
    }
    Map<String, String> options = new LinkedHashMap<>(set);
    for (Setting setting : Setting.values()) {
      Object value = spec.findOption(setting.option()).getValue();
      if (value instanceof String text) {
        options.put(setting.key(), text);
      } else if (Boolean.TRUE.equals(value)) {
        options.put(setting.key(), "true");
      }
    }
    putGiven(options, Setting.SOURCE, source);
    putGiven(options, Setting.REPLICA, replica);
    putGiven(options, Setting.INTERVAL, interval);
    putGiven(options, Setting.LOG_FILE, logFile);
    Path home = Home.folder();
    Path shipped = home.resolve(PROPERTIES);
    Path file = config != null ? config : Files.exists(shipped) ? shipped : null;
    return Settings.resolve(options, System.getenv(), file, home);
  }

  private static void putGiven(Map<String, String> options, Setting setting, String argument) {
    if (argument != null) {
      options.put(setting.key(), argument);
    }
  }

  private static SourcePrompt prompt() {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return new SourcePrompt(in, System.err, Boolean.getBoolean(TERMINAL));
  }

  private Logging.Console console() {
    if (quiet) {
      return Logging.Console.QUIET;
    }
    return verbose ? Logging.Console.VERBOSE : Logging.Console.NORMAL;
  }
}
