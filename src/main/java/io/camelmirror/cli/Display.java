package io.camelmirror.cli;

import io.camelmirror.pass.PassListener;
import io.camelmirror.run.Setting;
import io.camelmirror.run.Settings;
import java.util.ArrayList;
import java.util.List;

/** What a run shows besides the lines of its log. */
final class Display {

  private final List<PassListener> listeners = new ArrayList<>();
  private Screen screen;
  private PassDisplay passes;
  private RunLines lines;
  private ChangeStats stats;

  /** Creates what the options ask for and the terminal can show. */
  Display(Arguments arguments, Settings settings, Terminal terminal) {
    boolean once = settings.get(Setting.PASSES).equals("1");
    boolean json = arguments.has(CommandLineOptions.JSON);
    if (terminal.exists()) {
      screen = new Screen(terminal, terminal.error() ? System.err : System.out);
    }
    if (screen != null && !arguments.has(CommandLineOptions.QUIET)) {
      passes = add(new PassDisplay(screen, once));
    }
    if (!once) {
      lines = add(new RunLines(settings, terminal));
    }
    if (arguments.has(CommandLineOptions.ITEMIZE)) {
      add(new Itemizer(screen, settings.isOn(Setting.DRY_RUN)));
    }
    if (arguments.has(CommandLineOptions.STATS)) {
      stats = add(new ChangeStats(json ? System.err : System.out));
    }
  }

  private <T extends PassListener> T add(T listener) {
    listeners.add(listener);
    return listener;
  }

  /** The terminal; null without one. */
  Screen screen() {
    return screen;
  }

  List<PassListener> listeners() {
    return listeners;
  }

  /** Removes what is renewed in place. */
  void clear() {
    if (passes != null) {
      passes.close();
    }
  }

  /** Says what has been done, after the last pass. */
  void end() {
    clear();
    if (lines != null) {
      lines.end();
    }
    if (stats != null) {
      stats.print();
    }
  }
}
