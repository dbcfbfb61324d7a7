package io.camelmirror.diff;

import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.PathText;
import java.nio.file.Path;

/**
 * The failure of one path. The pass continues without it, and the next pass tries again.
 *
 * @param path the path relative to both roots
 * @param attempt what was attempted, a verb: "copy"
 * @param cause the failure
 */
public record Problem(Path path, String attempt, Throwable cause) {

  /**
   * One line for display: {@code could not copy docs/a.txt: permission denied: /src/docs/a.txt}.
   */
  @Override
  public String toString() {
    return "could not " + attempt + " " + PathText.of(path) + ": " + FailureText.of(cause);
  }
}
