package io.camelmirror.cli;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import java.nio.charset.StandardCharsets;

/** Prints a line for each change on standard output. */
final class Itemizer implements PassListener {

  private static final String RED = "\033[31m";
  private static final String GREEN = "\033[32m";
  private static final String PLAIN = "\033[0m";

  private final Screen screen;

  /**
   * Creates an itemizer.
   *
   * @param screen the terminal; null if there is none
   */
  Itemizer(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void changed(PassProgress pass, Change change, Outcome outcome) {
    if (!outcome.isApplied()) {
      return;
    }
    String line = ItemizedChange.of(change);
    if (screen != null && screen.terminal().output()) {
      screen.print(System.out, colored(change, line) + "\n");
    } else {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
    }
  }

  private String colored(Change change, String line) {
    boolean removed = change.action() == Action.DELETE;
    boolean added = change.action() == Action.CREATE;
    if (!removed && !added || !screen.terminal().hasColors()) {
      return line;
    }
    return (removed ? RED : GREEN) + line + PLAIN;
  }
}
