package io.camelmirror.cli;

import io.camelmirror.run.UsageException;
import io.camelmirror.tree.FailureText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Turns an exception into a one-line message and an exit code. */
final class Failures {

  private Failures() {}

  /**
   * Reports a failure.
   *
   * @return the exit code
   */
  static int handle(Exception failure, PrintWriter err) {
    Optional<String> usage = usage(failure);
    if (usage.isPresent()) {
      err.println("camel-mirror: " + OneLine.of(usage.get()));
      return ExitCode.USAGE;
    }
    // The console prints only the message; the stack trace goes to the log file.
    LoggerFactory.getLogger(Failures.class)
        .error("internal error: {}", failure.toString(), failure);
    return ExitCode.INTERNAL_ERROR;
  }

  /** The message for an error that the user can correct; empty for any other error. */
  private static Optional<String> usage(Exception failure) {
    if (failure instanceof MirrorRun.PassFailedException e
        && e.getCause() instanceof IOException cause) {
      return Optional.of("the pass failed: " + FailureText.of(cause));
    }
    return UsageException.lineOf(failure);
  }
}
