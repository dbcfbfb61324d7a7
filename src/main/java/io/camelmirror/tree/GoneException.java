package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Path;

/** The source or replica root is missing. Nothing was changed or deleted. */
public final class GoneException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param role {@code source} or {@code replica}
   * @param why the reason, for the user
   */
  public GoneException(String role, Path folder, String why) {
    super("the " + role + " " + PathText.of(folder) + " is gone, nothing was deleted: " + why);
  }
}
