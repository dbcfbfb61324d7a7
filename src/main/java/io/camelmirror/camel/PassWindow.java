package io.camelmirror.camel;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.Windows;
import java.time.Clock;
import java.time.LocalDateTime;
import org.slf4j.Logger;

/**
 * Keeps the passes of a route within the times that are permitted. When such a time ends during a
 * pass, the changes in progress are finished and the pass is cancelled. A pass or reconciliation
 * that begins at another time was asked for, and goes on.
 */
final class PassWindow implements PassListener {

  private final Windows windows;
  private final Clock clock;
  private final Logger log;
  private final Runnable cancel;

  /** Whether the log has been told that passes may be made. */
  private volatile boolean open = true;

  /** Whether the pass in progress has to end with the window. */
  private volatile boolean limited;

  /**
   * Creates the limit.
   *
   * @param windows null if passes may be made at any time
   * @param cancel cancels the pass in progress
   */
  PassWindow(Windows windows, Clock clock, Logger log, Runnable cancel) {
    this.windows = windows;
    this.clock = clock;
    this.log = log;
    this.cancel = cancel;
  }

  boolean isLimited() {
    return windows != null;
  }

  /** Returns true if a pass may be made now, and logs when that changes. */
  boolean isOpen() {
    boolean now = windows == null || windows.isOpen(LocalDateTime.now(clock));
    if (now != open) {
      open = now;
      log.info(
          now
              ? "passes may be made again: mirror.window is open"
              : "no pass is made until mirror.window opens again");
    }
    return now;
  }

  @Override
  public void passBegan(PassProgress pass) {
    limited = isOpen();
  }

  @Override
  public void changed(PassProgress pass, Change change, Outcome outcome) {
    if (limited && !isOpen()) {
      cancel.run();
    }
  }
}
