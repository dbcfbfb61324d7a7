package io.camelmirror.run;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import io.camelmirror.run.MirrorStatus.State;
import io.camelmirror.tree.FailureText;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mirror of a {@link Supervisor}. It runs with its configuration or, if that is unusable, with
 * the last one that worked.
 *
 * <p>All public methods may be called from any thread.
 */
public final class SupervisedMirror {

  private static final Logger LOG = LoggerFactory.getLogger("io.camelmirror.run");

  private final String name;
  private final Supervisor.Host host;
  private final ScheduledExecutorService worker;
  private final Duration retryDelay;
  private final LastPass lastPass = new LastPass();

  /** Null if the mirror was started with settings. */
  private volatile MirrorConfiguration configuration;

  /** Null while the mirror is stopped. */
  private volatile MirrorRoutes running;

  /** Held while a pause begins or ends; a start or stop, which takes long, does not hold it. */
  private final Object pausing = new Object();

  private volatile boolean paused;

  /** Why the mirror does not run with its configuration; null if it does. */
  private volatile String complaint;

  private Future<?> retry;
  private boolean closed;

  /**
   * Creates a mirror that does not run yet.
   *
   * @param worker runs {@link #configure}
   * @param retryDelay how long to wait before another attempt to start a mirror that does not run
   */
  SupervisedMirror(
      String name, Supervisor.Host host, ScheduledExecutorService worker, Duration retryDelay) {
    this.name = name;
    this.host = host;
    this.worker = worker;
    this.retryDelay = retryDelay;
  }

  /** The name, unique within its supervisor. */
  public String name() {
    return name;
  }

  /**
   * Changes to settings that have been checked. If it fails, the mirror keeps running as it does
   * now. If {@code mirror.passes} limits the passes, the caller probably waits for the last one, so
   * a route must poll the source right away.
   */
  synchronized void start(Settings settings) throws UsageException {
    if (!closed) {
      change(settings, Long.parseLong(settings.get(Setting.PASSES)) > 0);
    }
  }

  /**
   * Changes to a configuration. If it is unusable, the mirror keeps running as it does now, and the
   * failure is logged and becomes the complaint.
   */
  synchronized void configure(MirrorConfiguration wanted) {
    if (closed) {
      return;
    }
    configuration = wanted;
    cancelRetry();
    Settings settings;
    try {
      settings = wanted.settings();
    } catch (UsageException e) {
      complain(e);
      return;
    }
    try {
      wanted.check(settings);
      if (change(settings, false) || complaint != null) {
        LOG.info("{}: {}", name, running);
      }
      complaint = null;
    } catch (Exception e) {
      complain(e);
      if (running == null) {
        // A missing folder may appear later, and nobody edits the configuration then.
        retry =
            worker.schedule(() -> configure(wanted), retryDelay.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Restarts the routes with new settings, or with the previous ones if that fails. */
  private boolean change(Settings settings, boolean atOnce) throws UsageException {
    MirrorRoutes before = running;
    if (before != null && before.settings().equals(settings)) {
      return false;
    }
    stopRoutes();
    try {
      start(settings, atOnce);
    } catch (UsageException | RuntimeException e) {
      if (before != null) {
        restore(before.settings(), e);
      }
      throw e;
    }
    return true;
  }

  private void restore(Settings before, Exception cause) {
    try {
      start(before, false);
    } catch (UsageException | RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private void start(Settings settings, boolean atOnce) throws UsageException {
    MirrorRoutes routes =
        new MirrorRoutes(host.newMain(name), name, host.loggers(name), settings, lastPass);
    routes.setPaused(paused);
    try {
      routes.start(atOnce);
    } catch (UsageException | RuntimeException e) {
      routes.stop();
      throw e;
    }
    synchronized (pausing) {
      running = routes;
      // RACE: pause() or resume() may have been called since the start began.
      routes.setPaused(paused);
    }
  }

  private void complain(Exception cause) {
    Optional<String> known = UsageException.lineOf(cause);
    String line = known.orElseGet(() -> FailureText.of(cause));
    // A retry that fails for the same reason is not logged again.
    if (!line.equals(complaint)) {
      LOG.error(
          "{}: {}; {}",
          name,
          line,
          running == null
              ? "the mirror is not running"
              : "the mirror keeps running with its previous settings");
      if (known.isEmpty()) {
        LOG.error("{}: internal error", name, cause);
      }
    }
    complaint = line;
  }

  private void cancelRetry() {
    if (retry != null) {
      retry.cancel(false);
      retry = null;
    }
  }

  private void stopRoutes() {
    MirrorRoutes routes = running;
    if (routes != null) {
      running = null;
      routes.stop();
    }
  }

  /** Cancels the pass under way and rolls back long copies; {@link #close} must follow. */
  void abort() {
    MirrorRoutes routes = running;
    if (routes != null) {
      routes.abort();
    }
  }

  /** Stops the mirror for good. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      cancelRetry();
      stopRoutes();
      if (configuration != null) {
        LOG.info("{}: stopped", name);
      }
    }
  }

  /**
   * Starts no pass and no reconciliation until {@link #resume}, and cancels the pass under way. A
   * mirror stays paused when its settings change.
   */
  public void pause() {
    setPaused(true);
  }

  /** Ends a pause. If there is a complaint, also tries the configuration again, in background. */
  public void resume() {
    setPaused(false);
    MirrorConfiguration again = configuration;
    if (complaint != null && again != null) {
      worker.execute(() -> configure(again));
    }
  }

  private void setPaused(boolean now) {
    synchronized (pausing) {
      paused = now;
      MirrorRoutes routes = running;
      if (routes != null) {
        routes.setPaused(now);
      }
    }
  }

  /**
   * Makes a pass now, even if the mirror is paused, and waits until it ends.
   *
   * @return the report, one line for each route that polls a source
   * @throws UsageException if the mirror does not run
   * @throws Exception if the pass failed
   */
  public String run() throws Exception {
    MirrorRoutes routes = running;
    if (routes == null) {
      String why = complaint == null ? "it is starting or has been stopped" : complaint;
      throw new UsageException(name + " is not running: " + why);
    }
    return routes.makePasses().stream()
        .map(report -> Objects.toString(report, "the pass was cancelled"))
        .collect(Collectors.joining("\n"));
  }

  /** The current status. */
  public MirrorStatus status() {
    MirrorConfiguration wanted = configuration;
    MirrorRoutes routes = running;
    LastPass.End end = lastPass.end;
    return new MirrorStatus(
        name,
        routes == null ? State.STOPPED : paused ? State.PAUSED : State.RUNNING,
        wanted == null ? null : wanted.place(),
        folder(Setting.SOURCE, routes, wanted),
        folder(Setting.REPLICA, routes, wanted),
        routes == null ? null : routes.interval(),
        end.report,
        end.at,
        end.failure,
        complaint);
  }

  private static String folder(Setting folder, MirrorRoutes routes, MirrorConfiguration wanted) {
    if (routes != null) {
      return routes.settings().get(folder);
    }
    return wanted == null ? null : wanted.values().get(folder.key());
  }

  /** Remembers how the last pass ended, across restarts of the routes. */
  private static final class LastPass implements PassListener {

    /** The fields are those of {@link MirrorStatus}. */
    private record End(PassReport report, Instant at, String failure) {}

    private volatile End end = new End(null, null, null);

    @Override
    public void passEnded(PassReport report) {
      end = new End(report, Instant.now(), null);
    }

    @Override
    public void passFailed(String mirror, Exception cause) {
      end = new End(end.report, Instant.now(), FailureText.of(cause));
    }
  }
}
