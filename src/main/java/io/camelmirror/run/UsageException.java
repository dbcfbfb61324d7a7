package io.camelmirror.run;

import io.camelmirror.tree.UnusableFolderException;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import org.apache.camel.util.ObjectHelper;

/**
 * An error that the user can correct. Its message is one line that names the faulty input and says
 * what to do.
 */
public final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a one-line message for the user. */
  public UsageException(String message) {
    super(message);
  }

  /** Makes an exception with a one-line message for the user and a cause. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The one-line message of an error that the user can correct; empty for one in the program. */
  public static Optional<String> lineOf(Exception failure) {
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
