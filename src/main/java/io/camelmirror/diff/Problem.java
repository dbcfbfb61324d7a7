package io.camelmirror.diff;

import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.PathText;
import java.nio.file.Path;

/**
 * One path's failure. The pass goes on without it, and the next one tries again.
 *
 * @param path the path below both roots
 * @param attempt what was attempted, a verb: "copy"
 * @param cause what went wrong
 */
public record Problem(Path path, String attempt, Throwable cause) {

  /** One line for people: {@code could not copy docs/a.txt: permission denied: /src/docs/a.txt}. */
  @Override
  public String toString() {
    return "could not " + attempt + " " + PathText.of(path) + ": " + FailureText.of(cause);
  }
}
