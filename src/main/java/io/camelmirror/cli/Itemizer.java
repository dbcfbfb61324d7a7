package io.camelmirror.cli;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.tree.Exclusion;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.PathText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Prints a line for each change on standard output, and in a dry run also for each excluded entry.
 */
final class Itemizer implements PassListener {

  private static final String RED = "\033[31m";
  private static final String GREEN = "\033[32m";
  private static final String PLAIN = "\033[0m";

  private final Screen screen;
  private final boolean dryRun;

  /**
   * Creates an itemizer.
   *
   * @param screen the terminal; null without one
   * @param dryRun whether this is a dry run
   */
  Itemizer(Screen screen, boolean dryRun) {
    this.screen = screen;
    this.dryRun = dryRun;
  }

  @Override
  public boolean wantsExcluded() {
    return dryRun;
  }

  @Override
  public void excluded(PassProgress pass, Path path, Kind kind, Exclusion by) {
    String name = PathText.of(path) + (kind == Kind.DIRECTORY ? "/" : "");
    print("*excluded   " + name + "  by " + by, line -> line);
  }

  @Override
  public void changed(PassProgress pass, Change change, Outcome outcome) {
    if (!outcome.isApplied()) {
      return;
    }
    print(ItemizedChange.of(change), line -> colored(change, line));
  }

  private void print(String line, UnaryOperator<String> coloring) {
    if (screen != null && screen.terminal().output()) {
      screen.print(System.out, coloring.apply(line) + "\n");
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
