package io.camelmirror.cli;

import io.camelmirror.camel.Interval;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.run.Setting;
import io.camelmirror.run.Settings;
import io.camelmirror.tree.PathArgument;
import io.camelmirror.tree.PathText;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a mirror does when its first pass begins, and what it has done when it ends. */
final class RunLines implements PassListener {

  private static final Logger FILE = LoggerFactory.getLogger(Logging.FILE_ONLY);
  private static final Logger CONSOLE = LoggerFactory.getLogger(Logging.CONSOLE_ONLY);

  private static final String[] UNITS = {"h", "min", "s"};
  private static final long[] MILLIS = {3_600_000, 60_000, 1_000};

  private final Settings settings;
  private final Terminal terminal;
  private boolean begun;
  private long passes;
  private long copied;
  private long updated;
  private long deleted;
  private long moved;
  private long failed;
  private long bytes;

  /** What the pass did that was cancelled last; empty if a pass has ended since. */
  private String cancelled = "";

  RunLines(Settings settings, Terminal terminal) {
    this.settings = settings;
    this.terminal = terminal;
  }

  @Override
  public synchronized void passBegan(PassProgress pass) {
    if (begun) {
      return;
    }
    begun = true;
    String watching = settings.isOn(Setting.WATCH) ? ", as it changes and" : ",";
    String interval = inWords(Interval.parse(settings.get(Setting.INTERVAL)).toMillis());
    String every = watching + " every " + interval;
    String dry = pass.isDryRun() ? ", as a dry run" : "";
    String source = path(Setting.SOURCE);
    String replica = path(Setting.REPLICA);
    FILE.info("mirroring {} to {}{}{}", source, replica, every, dry);
    CONSOLE.info(
        "{} {} {}{}{}, log in {}{}",
        source,
        terminal.arrow(),
        replica,
        every,
        dry,
        path(Setting.LOG_FILE),
        terminal.exists() ? "; Ctrl-C stops it" : "");
  }

  private String path(Setting setting) {
    return PathText.of(PathArgument.path(settings.get(setting)));
  }

  /** Formats an interval in the largest unit that it has more than one of: {@code 90 min}. */
  static String inWords(long millis) {
    for (int i = 0; i < UNITS.length; i++) {
      boolean whole = millis % MILLIS[i] == 0;
      if (whole && (millis > MILLIS[i] || i == UNITS.length - 1)) {
        return millis / MILLIS[i] + " " + UNITS[i];
      }
    }
    return millis + " ms";
  }

  @Override
  public synchronized void passEnded(PassReport report) {
    passes++;
    cancelled = "";
    failed = report.failed();
    add(report);
  }

  @Override
  public synchronized void reconciled(PassReport report) {
    add(report);
  }

  @Override
  public synchronized void passCancelled(PassProgress pass) {
    if (pass.done() > 0) {
      String changes = number(pass.done(), pass.done() == 1 ? "change" : "changes");
      cancelled = ", after " + changes + " and " + PassReport.amount(pass.bytesDone());
    }
  }

  private void add(PassReport report) {
    copied += report.copied();
    updated += report.updated();
    deleted += report.deleted();
    moved += report.moved();
    bytes += report.bytes();
  }

  /** Says what has been done, if a pass has begun. */
  synchronized void end() {
    if (begun) {
      String line = summary();
      FILE.info("{}", line);
      CONSOLE.info("{}", line);
    }
  }

  /** Formats what has been done so far. */
  synchronized String summary() {
    if (passes == 0) {
      return "stopped during the first pass" + cancelled;
    }
    StringBuilder line = new StringBuilder("stopped after ");
    line.append(number(passes, passes == 1 ? "pass" : "passes")).append(": ");
    int start = line.length();
    String comma = "";
    for (String count :
        new String[] {
          copied == 0 ? "" : number(copied, "copied"),
          updated == 0 ? "" : number(updated, "updated"),
          deleted == 0 ? "" : number(deleted, "deleted"),
          moved == 0 ? "" : number(moved, "moved"),
          bytes == 0 ? "" : PassReport.amount(bytes)
        }) {
      if (!count.isEmpty()) {
        line.append(comma).append(count);
        comma = ", ";
      }
    }
    line.append(line.length() == start ? "nothing to do" : "");
    line.append(failed == 0 ? "" : "; " + number(failed, "failed in the last one"));
    return line.append(cancelled.isEmpty() ? "" : "; the next one was cancelled" + cancelled)
        .toString();
  }

  private static String number(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s", count, what);
  }
}
