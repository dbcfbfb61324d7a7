package io.camelmirror.cli;

import io.camelmirror.diff.Difference;
import io.camelmirror.diff.Problem;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.VerifyReport;
import io.camelmirror.run.RouteFiles;
import io.camelmirror.run.Setting;
import io.camelmirror.run.Settings;
import io.camelmirror.run.UsageException;
import io.camelmirror.run.VerifyRun;
import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathArgument;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The command {@code camel-mirror verify}. It prints what differs, one path a line, and then the
 * sums. Only a repair writes a log, because a mirror may be writing to it.
 */
final class VerifyCommand implements PassListener {

  static final String NAME = "verify";

  private static final String LOGGER = "io.camelmirror.verify";
  private static final int FOLDERS = 2;

  private final PrintWriter out;
  private final PrintWriter err;
  private boolean json;
  private boolean quiet;

  VerifyCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command.
   *
   * @param given the arguments after the command's name
   * @return the exit code
   */
  int execute(String... given) throws Exception {
    Arguments arguments = Arguments.parse(FOLDERS, given);
    if (arguments.has(CommandLineOptions.HELP)) {
      CommandLineOptions.printHelp(out);
      return ExitCode.DONE;
    }
    if (arguments.has(CommandLineOptions.ONCE)) {
      throw new UsageException("--once is not for verify, which makes no passes; leave it out");
    }
    boolean repair = arguments.has(CommandLineOptions.REPAIR);
    json = arguments.has(CommandLineOptions.JSON);
    quiet = arguments.has(CommandLineOptions.QUIET);
    Settings settings = MirrorCommand.settings(arguments);
    FolderPair folders = folders(settings);
    LogFile log =
        repair ? LogFile.check(PathArgument.path(settings.get(Setting.LOG_FILE)), folders) : null;
    Logging.configure(settings, log, MirrorCommand.console(arguments), json, null);
    Logging.hide(LOGGER);
    RouteFiles.in(settings.routes());
    VerifyRun run = new VerifyRun(settings, repair, this);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(run), "shutdown"));
    return verify(run);
  }

  private int verify(VerifyRun run) throws Exception {
    int code = ExitCode.DONE;
    try {
      for (VerifyReport report : run.run()) {
        if (report == null) {
          return ExitCode.SOME_FAILED;
        }
        if (json || !quiet) {
          out.println(json ? ReportJson.of(report) : report);
        }
        code = Math.max(code, ExitCode.of(report));
      }
      return code;
    } catch (IOException e) {
      throw new UsageException("the verification failed: " + FailureText.of(e), e);
    } finally {
      run.close();
    }
  }

  private static void end(VerifyRun run) {
    run.close();
    Logging.stop();
  }

  private static FolderPair folders(Settings settings) throws Exception {
    String missing = " is missing; usage: " + CommandLineOptions.VERIFY_SYNTAX;
    Path source = settings.path(Setting.SOURCE, "SOURCE" + missing);
    Path replica = settings.path(Setting.REPLICA, "REPLICA" + missing);
    if (!Files.isDirectory(replica)) {
      throw new UsageException(
          "the replica " + PathText.of(replica) + " does not exist or is not a folder");
    }
    return FolderPair.of(source, replica);
  }

  @Override
  public void differs(String mirror, Difference difference) {
    synchronized (out) {
      out.println(json ? ReportJson.of(difference) : difference);
    }
  }

  @Override
  public void notVerified(String mirror, Problem problem) {
    err.println("camel-mirror: " + problem);
  }
}
