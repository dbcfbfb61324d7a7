package io.camelmirror.run;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.VerifyReport;
import java.util.List;
import org.apache.camel.main.Main;

/**
 * Verifies a mirror once. The routes are started, because their filters count, but no pass is made
 * and nothing is deleted except by a repair.
 */
public final class VerifyRun implements AutoCloseable {

  private static final String NAME = "camel-mirror";

  private final MirrorRoutes routes;
  private final boolean repair;
  private boolean closed;

  /**
   * Prepares a run.
   *
   * @param settings settings whose folders have been checked; they are changed
   * @param repair lock the replica, and mend what differs
   * @param listener hears of each difference
   */
  public VerifyRun(Settings settings, boolean repair, PassListener listener) {
    this.repair = repair;
    settings.put(Setting.RECONCILE, "pass");
    settings.put(Setting.VERIFY, "off");
    settings.put(Setting.PASSES, "0");
    settings.put(Setting.WATCH, "false");
    settings.put(Setting.WINDOW, null);
    if (!repair) {
      // Takes no lock and creates nothing.
      settings.put(Setting.DRY_RUN, "true");
    }
    routes = new MirrorRoutes(new Main(), NAME, null, settings, listener);
    routes.setPaused(true);
  }

  /**
   * Verifies, and waits for the end.
   *
   * @return a report for each route that polls a source; a null report is a verification that was
   *     aborted
   * @throws UsageException if the routes or the settings are invalid
   * @throws Exception if a folder cannot be used, or the repair failed
   */
  public List<VerifyReport> run() throws Exception {
    routes.start(true);
    return routes.verify(repair);
  }

  /** Ends the run soon. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      routes.stop();
    }
  }
}
