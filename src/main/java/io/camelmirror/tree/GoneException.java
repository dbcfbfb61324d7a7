package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Path;

/** A root of a mirror is gone. Nothing was done, and nothing deleted. */
public final class GoneException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param role {@code source} or {@code replica}
   * @param why for people
   */
  public GoneException(String role, Path folder, String why) {
    super("the " + role + " " + PathText.of(folder) + " is gone, nothing was deleted: " + why);
  }
}
