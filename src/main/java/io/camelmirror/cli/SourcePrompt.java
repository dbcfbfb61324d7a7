package io.camelmirror.cli;

import io.camelmirror.run.SourceFolder;
import io.camelmirror.run.UsageException;
import io.camelmirror.tree.PathText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** Asks the user whether to create a missing source. */
final class SourcePrompt {

  private final BufferedReader in;
  private final PrintStream out;
  private final boolean terminal;

  /**
   * Makes a prompt.
   *
   * @param terminal whether the user sits at a terminal and can be asked
   */
  SourcePrompt(BufferedReader in, PrintStream out, boolean terminal) {
    this.in = in;
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Makes sure that the source exists.
   *
   * @param unasked whether to create a missing source without asking
   * @throws UsageException if the source does not exist and was not created
   */
  void ensure(Path source, boolean unasked) throws UsageException {
    SourceFolder.ensure(
        source, () -> unasked || isWanted(source), "create it, or use --create-source");
  }

  private boolean isWanted(Path source) throws UsageException {
    if (!terminal) {
      return false;
    }
    out.print("The source " + PathText.of(source) + " does not exist. Create it? [y/N] ");
    out.flush();
    try {
      String answer = in.readLine();
      return answer != null
          && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
    } catch (IOException e) {
      throw new UsageException("cannot read the answer: " + e.getMessage(), e);
    }
  }
}
