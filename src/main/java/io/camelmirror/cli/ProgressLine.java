package io.camelmirror.cli;

import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.tree.PathText;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The progress of one pass as a line of a terminal: bar, percentage, changes and bytes done and
 * found, rate, time left, and a path. Percentage and time left are those of all files, as far as an
 * earlier pass has counted them.
 */
final class ProgressLine {

  private static final int SHORTEST_BAR = 5;
  private static final int LONGEST_BAR = 30;
  private static final int BARS_IN_A_LINE = 8;

  /** A path that is shortened to less says nothing. */
  private static final int SHORTEST_PATH = 10;

  private static final String GAP = "  ";

  /** How fast the rate follows, per look. */
  private static final double SMOOTHING = 0.05;

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PassProgress pass;
  private final long expected;
  private final boolean unicode;
  private final long start;
  private long lastNanos;
  private long lastBytes;
  private double rate = -1;
  private int looks;

  /**
   * Creates the line of a pass that begins now.
   *
   * @param expected the files that the pass will check, counted by an earlier pass; 0 if not known
   * @param nanos the time now, in nanoseconds
   */
  ProgressLine(PassProgress pass, long expected, boolean unicode, long nanos) {
    this.pass = pass;
    this.expected = expected;
    this.unicode = unicode;
    start = nanos;
    lastNanos = nanos;
  }

  /**
   * Looks at the pass and formats its progress.
   *
   * @param nanos the time now, in nanoseconds
   * @param columns the width that the line may have
   */
  String at(long nanos, int columns) {
    looks++;
    long bytes = Math.max(lastBytes, pass.bytesDone());
    updateRate(bytes, nanos);
    double part = expected == 0 ? -1 : Math.min(0.99, (double) pass.checked() / expected);
    String bar = bar(part, Math.min(LONGEST_BAR, Math.max(SHORTEST_BAR, columns / BARS_IN_A_LINE)));
    String percent = part < 0 ? "" : String.format(Locale.ROOT, " %2.0f %%", part * 100);
    String[] items = {counts(), amounts(bytes), left(part, bytes, nanos), speed(nanos)};
    String line = bar + percent;
    int room = columns - SHORTEST_PATH - GAP.length();
    // The most important first; what does not fit beside a path is left out.
    for (String item : items) {
      if (!item.isEmpty() && Columns.of(line) + GAP.length() + Columns.of(item) <= room) {
        line += GAP + item;
      }
    }
    return Columns.first(line + path(columns - Columns.of(line) - GAP.length()), columns);
  }

  private void updateRate(long bytes, long nanos) {
    double seconds = (nanos - lastNanos) / NANOS;
    if (seconds > 0) {
      double now = (bytes - lastBytes) / seconds;
      rate = rate < 0 ? now : rate + SMOOTHING * (now - rate);
      lastNanos = nanos;
      lastBytes = bytes;
    }
  }

  private String bar(double part, int length) {
    char done = unicode ? '█' : '#';
    char rest = unicode ? '░' : '-';
    StringBuilder bar = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      // Without a percentage, one block moves through the bar.
      boolean full = part < 0 ? i == looks / 2 % length : i < Math.round(part * length);
      bar.append(full ? done : rest);
    }
    return bar.toString();
  }

  private String counts() {
    return pass.found() == 0
        ? String.format(Locale.ROOT, "%,d checked", pass.seen())
        : String.format(Locale.ROOT, "%,d/%,d", pass.done(), pass.found());
  }

  private String amounts(long bytes) {
    if (pass.bytesFound() == 0) {
      return "";
    }
    String found = PassReport.amount(Math.max(bytes, pass.bytesFound()));
    String done = PassReport.amount(bytes);
    String unit = found.substring(found.indexOf(' '));
    boolean same = done.endsWith(unit);
    return (same ? done.substring(0, done.length() - unit.length()) : done) + "/" + found;
  }

  private String speed(long nanos) {
    if (pass.bytesFound() > 0) {
      return rate < 0 ? "" : PassReport.amount(Math.round(rate)) + "/s";
    }
    double seconds = (nanos - start) / NANOS;
    return seconds <= 0
        ? ""
        : String.format(Locale.ROOT, "%,d/s", Math.round(pass.seen() / seconds));
  }

  private String left(double part, long bytes, long nanos) {
    double ofBytes = rate > 0 ? (pass.bytesFound() - bytes) / rate : 0;
    if (part > 0) {
      double elapsed = (nanos - start) / NANOS;
      return clock(Math.max(ofBytes, elapsed * (1 - part) / part)) + " left";
    }
    // More may be found, so this is a lower limit.
    return ofBytes >= 1 ? "> " + clock(ofBytes) + " left" : "";
  }

  private static String clock(double seconds) {
    long whole = Math.round(Math.min(seconds, TimeUnit.DAYS.toSeconds(99)));
    long hours = whole / 3600;
    String minutes = String.format(Locale.ROOT, "%d:%02d", whole % 3600 / 60, whole % 60);
    return hours == 0
        ? minutes
        : String.format(Locale.ROOT, "%d:%02d:%02d", hours, whole % 3600 / 60, whole % 60);
  }

  private String path(int columns) {
    List<Path> paths = pass.currentPaths();
    if (paths.isEmpty() || columns < SHORTEST_PATH) {
      return "";
    }
    String path = PathText.of(paths.get(0));
    if (Columns.of(path) <= columns) {
      return GAP + path;
    }
    String dots = unicode ? "…" : "...";
    return GAP + dots + Columns.last(path, columns - dots.length());
  }
}
