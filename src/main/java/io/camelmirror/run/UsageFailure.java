package io.camelmirror.run;

import io.camelmirror.tree.UnusableFolderException;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import org.apache.camel.util.ObjectHelper;

/** Distinguishes errors that the user can correct from errors in the program. */
public final class UsageFailure {

  private UsageFailure() {}

  /** The one-line message for the user; empty if the error is in the program. */
  public static Optional<String> line(Exception failure) {
    if (failure instanceof UsageException || failure instanceof UnusableFolderException) {
      return Optional.of(failure.getMessage());
    }
    if (failure instanceof InvalidPathException e) {
      return Optional.of("'" + e.getInput() + "' is not a valid path: " + e.getReason());
    }
    // Camel wraps the exception of a folder that is found to be unusable while the routes start.
    return Optional.ofNullable(ObjectHelper.getException(UnusableFolderException.class, failure))
        .map(Throwable::getMessage);
  }
}
