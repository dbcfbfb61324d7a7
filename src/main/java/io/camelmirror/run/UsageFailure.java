package io.camelmirror.run;

import io.camelmirror.tree.UnusableFolderException;
import java.nio.file.InvalidPathException;
import java.util.Optional;
import org.apache.camel.util.ObjectHelper;

/** Tells which failures the user can do something about. */
public final class UsageFailure {

  private UsageFailure() {}

  /** The line for the user; nothing when the failure is one of the program itself. */
  public static Optional<String> line(Exception failure) {
    if (failure instanceof UsageException || failure instanceof UnusableFolderException) {
      return Optional.of(failure.getMessage());
    }
    if (failure instanceof InvalidPathException e) {
      return Optional.of("'" + e.getInput() + "' cannot be a path here: " + e.getReason());
    }
    // A folder that turned out to be unusable when the routes were started.
    return Optional.ofNullable(ObjectHelper.getException(UnusableFolderException.class, failure))
        .map(Throwable::getMessage);
  }
}
