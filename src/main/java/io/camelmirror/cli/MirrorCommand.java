package io.camelmirror.cli;

import io.camelmirror.pass.PassReport;
import io.camelmirror.run.RouteFiles;
import io.camelmirror.run.Setting;
import io.camelmirror.run.Settings;
import io.camelmirror.run.UsageException;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathArgument;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The command {@code camel-mirror}. */
final class MirrorCommand {

  private static final String PROPERTIES = "application.properties";

  private final PrintWriter out;
  private final PrintWriter err;
  private final Terminal terminal = Terminal.find();

  MirrorCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command.
   *
   * @return the exit code
   */
  int execute(String... given) {
    try {
      return switch (given.length == 0 ? "" : given[0]) {
        case StatusCommand.NAME -> StatusCommand.execute(given, out);
        case VerifyCommand.NAME ->
            new VerifyCommand(out, err).execute(Arrays.copyOfRange(given, 1, given.length));
        default -> execute(Arguments.parse(given));
      };
    } catch (Exception e) {
      return Failures.handle(e, err);
    }
  }

  private int execute(Arguments arguments) throws Exception {
    if (arguments.has(CommandLineOptions.HELP)) {
      CommandLineOptions.printHelp(out);
      return ExitCode.DONE;
    }
    if (arguments.has(CommandLineOptions.VERSION)) {
      Installation.versions().forEach(out::println);
      return ExitCode.DONE;
    }
    return mirror(arguments);
  }

  private int mirror(Arguments arguments) throws Exception {
    if (arguments.has(CommandLineOptions.REPAIR)) {
      throw new UsageException("--repair needs verify; write " + CommandLineOptions.VERIFY_SYNTAX);
    }
    Logging.Console console = console(arguments);
    boolean json = arguments.has(CommandLineOptions.JSON);
    Settings settings = settings(arguments);
    if (arguments.has(CommandLineOptions.ONCE)) {
      settings.put(Setting.PASSES, "1");
      settings.put(Setting.RECONCILE, "pass");
      // Whoever asks for one pass wants it now, and alone.
      settings.put(Setting.WATCH, "false");
      settings.put(Setting.WINDOW, null);
    }
    Path sourceFolder = folder(settings, Setting.SOURCE, "SOURCE");
    Path replicaFolder = folder(settings, Setting.REPLICA, "REPLICA");
    prompt().ensure(sourceFolder, settings.isOn(Setting.CREATE_SOURCE));
    FolderPair folders = FolderPair.of(sourceFolder, replicaFolder);
    LogFile log = LogFile.check(PathArgument.path(settings.get(Setting.LOG_FILE)), folders);
    Display display = new Display(arguments, settings, terminal);
    Logging.configure(settings, log, console, json, display.screen());
    RouteFiles.in(settings.routes());
    MirrorRun run = new MirrorRun(settings, display.listeners());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(run, display), "shutdown"));
    PassReport report;
    try {
      report = run.run();
    } finally {
      display.clear();
    }
    if (json) {
      out.println(ReportJson.of(report));
    }
    return ExitCode.of(report);
  }

  private static void end(MirrorRun run, Display display) {
    run.stop();
    display.end();
    Logging.stop();
  }

  static Settings settings(Arguments arguments) throws UsageException {
    Path home = Installation.folder();
    Path shipped = home.resolve(PROPERTIES);
    String config = arguments.value(CommandLineOptions.CONFIG);
    Path file = config != null ? PathArgument.path(config) : Files.exists(shipped) ? shipped : null;
    return Settings.resolve(arguments.properties(), RawArguments.environment(), file, home);
  }

  private static Path folder(Settings settings, Setting setting, String argument)
      throws UsageException {
    return settings.path(setting, argument + " is missing; usage: " + CommandLineOptions.SYNTAX);
  }

  private SourcePrompt prompt() {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return new SourcePrompt(in, System.err, terminal.canAsk());
  }

  static Logging.Console console(Arguments arguments) throws UsageException {
    boolean quiet = arguments.has(CommandLineOptions.QUIET);
    boolean verbose = arguments.has(CommandLineOptions.VERBOSE);
    if (quiet && verbose) {
      throw new UsageException("--quiet and --verbose exclude each other; use only one of them");
    }
    if (quiet) {
      return Logging.Console.QUIET;
    }
    return verbose ? Logging.Console.VERBOSE : Logging.Console.NORMAL;
  }
}
