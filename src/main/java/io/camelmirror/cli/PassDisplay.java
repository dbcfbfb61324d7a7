package io.camelmirror.cli;

import io.camelmirror.diff.Scope;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The line at the bottom of a terminal: the progress of a pass that takes long, and between passes
 * how the last one ended.
 */
final class PassDisplay implements PassListener {

  private static final long DELAY_MILLIS = 1_000;
  private static final long INTERVAL_MILLIS = 100;

  private final Screen screen;
  private final boolean once;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, PassDisplay::newThread);

  private ProgressLine line;
  private Future<?> drawing;
  private boolean whole;
  private String status = "";

  /** In the source, counted by the last pass over all of it and kept up by those over parts. */
  private long files;

  /**
   * Creates a display.
   *
   * @param once there is only one pass, so that nothing is shown after it
   */
  PassDisplay(Screen screen, boolean once) {
    this.screen = screen;
    this.once = once;
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "terminal");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void passBegan(PassProgress pass) {
    whole = pass.scope().equals(Scope.ALL);
    if (!screen.terminal().error()) {
      return;
    }
    boolean unicode = screen.terminal().unicode();
    ProgressLine begun = new ProgressLine(pass, whole ? files : 0, unicode, System.nanoTime());
    line = begun;
    drawing =
        timer.scheduleWithFixedDelay(
            () -> draw(begun), DELAY_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void draw(ProgressLine of) {
    // RACE: the pass may have ended since this was due.
    if (line == of) {
      screen.show(of.at(System.nanoTime(), screen.terminal().columns() - 1));
    }
  }

  @Override
  public synchronized void passEnded(PassReport report) {
    files = whole ? report.checked() : files + report.copied() - report.deleted();
    status = outcome(report) + ", checked " + ScreenAppender.timeOfDay(report.ended());
    end();
  }

  @Override
  public synchronized void reconciled(PassReport report) {
    end();
  }

  @Override
  public synchronized void passCancelled(PassProgress pass) {
    end();
  }

  @Override
  public synchronized void passFailed(String mirror, Exception cause) {
    status = "the last pass failed, tried " + ScreenAppender.timeOfDay(Instant.now());
    end();
  }

  /** Shows the status instead of the progress. */
  private void end() {
    line = null;
    if (drawing != null) {
      drawing.cancel(false);
      drawing = null;
    }
    screen.setStatus(once ? "" : status);
  }

  private String outcome(PassReport report) {
    StringBuilder text = new StringBuilder();
    if (report.dryRun()) {
      text.append("dry run, ");
    } else if (report.isUpToDate()) {
      text.append("up to date, ");
    }
    append(text, report.failed(), "failed");
    append(text, report.notReplaced(), "not replaced");
    append(text, report.held(), "held");
    append(text, report.refusal() == null ? 0 : report.refusal().orphans(), "not deleted");
    return text.append(String.format(Locale.ROOT, "%,d %s", files, files == 1 ? "file" : "files"))
        .toString();
  }

  private static void append(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(String.format(Locale.ROOT, "%,d %s, ", count, what));
    }
  }

  /** Shows nothing any more. */
  synchronized void close() {
    timer.shutdownNow();
    status = "";
    end();
  }
}
