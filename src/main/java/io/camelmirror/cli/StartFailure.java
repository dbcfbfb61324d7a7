package io.camelmirror.cli;

import java.util.Optional;

/** Says in one line why the routes could not be started, naming the file and the line. */
final class StartFailure {

  private StartFailure() {}

  /** The message for the user, or nothing when the failure is not one of the routes. */
  static Optional<String> explain(Exception failure) {
    return Optional.empty();
  }
}
