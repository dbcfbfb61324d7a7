package io.camelmirror.cli;

import io.camelmirror.run.UsageFailure;
import io.camelmirror.tree.FailureText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into one line for the user and an exit code. */
final class Failures {

  private Failures() {}

  /** Says what went wrong; gives the exit code. */
  static int handle(Exception failure, PrintWriter err) {
    Optional<String> usage = usage(failure);
    if (usage.isPresent()) {
      err.println("camel-mirror: " + OneLine.of(usage.get()));
      return ExitCode.USAGE;
    }
    // With its stack trace, which only the log file shows.
    LoggerFactory.getLogger(Failures.class)
        .error("internal error: {}", failure.toString(), failure);
    return ExitCode.INTERNAL_ERROR;
  }

  /** The line for a failure that the user can do something about. */
  private static Optional<String> usage(Exception failure) {
    if (failure instanceof MirrorRun.PassFailedException e
        && e.getCause() instanceof IOException cause) {
      return Optional.of("the pass could not be made: " + FailureText.of(cause));
    }
    return UsageFailure.line(failure);
  }
}
