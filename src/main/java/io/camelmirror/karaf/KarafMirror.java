package io.camelmirror.karaf;

import io.camelmirror.pass.PassReport;
import io.camelmirror.run.Settings;
import io.camelmirror.run.UsageException;
import io.camelmirror.run.UsageFailure;
import io.camelmirror.tree.FailureText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one mirror running as its configuration says, or as the last one said that could be used.
 *
 * <p>One thread starts and stops it; pauses, passes and looks may come from any.
 */
public final class KarafMirror {

  private static final Logger LOG = LoggerFactory.getLogger("io.camelmirror.karaf");

  /** After how many seconds a mirror is tried again that could not be started at all. */
  private static final int RETRY = 10;

  private final String name;
  private final BundleContext bundle;
  private final ScheduledExecutorService worker;
  private final LastPass lastPass = new LastPass();

  private volatile MirrorFile file;
  private volatile RunningMirror running;
  private volatile boolean paused;

  /** Why it does not run as its configuration says; null when it does. */
  private volatile String complaint;

  private Future<?> retry;
  private boolean ended;

  /**
   * Makes one that does nothing yet.
   *
   * @param worker has the thread that configures it
   */
  KarafMirror(String name, BundleContext bundle, ScheduledExecutorService worker) {
    this.name = name;
    this.bundle = bundle;
    this.worker = worker;
  }

  /** The name, from that of its file. */
  public String name() {
    return name;
  }

  /** Does as a configuration says. When it cannot be used, what runs goes on. */
  synchronized void configure(MirrorFile wanted) {
    if (ended) {
      return;
    }
    file = wanted;
    cancelRetry();
    Settings settings;
    try {
      settings = wanted.settings();
    } catch (UsageException e) {
      refuse(e);
      return;
    }
    try {
      if (change(settings, wanted.place()) || complaint != null) {
        LOG.info("{}: {}", name, running);
      }
      complaint = null;
    } catch (Exception e) {
      refuse(e);
      if (running == null) {
        // A folder that is not there yet may come, without anybody touching the file.
        retry = worker.schedule(() -> configure(wanted), RETRY, TimeUnit.SECONDS);
      }
    }
  }

  /** Changes to other settings, if they are others; what was running is back when that fails. */
  private boolean change(Settings settings, String place) throws Exception {
    RunningMirror.check(settings, place);
    RunningMirror before = running;
    if (before != null && before.settings().equals(settings)) {
      return false;
    }
    stopRunning();
    try {
      start(settings);
    } catch (Exception e) {
      if (before != null) {
        regain(before.settings(), e);
      }
      throw e;
    }
    return true;
  }

  private void regain(Settings before, Exception cause) {
    try {
      start(before);
    } catch (Exception e) {
      cause.addSuppressed(e);
    }
  }

  private void start(Settings settings) throws Exception {
    running = RunningMirror.start(name, settings, bundle, lastPass, paused);
    // Somebody may have paused it, or ended its pause, while it was started.
    running.setPaused(paused);
  }

  private void refuse(Exception cause) {
    Optional<String> known = UsageFailure.line(cause);
    String line = known.orElseGet(() -> FailureText.of(cause));
    if (!line.equals(complaint)) {
      String goesOn = running == null ? "it does not run" : "it goes on with the settings it had";
      LOG.error("{}: {}; {}", name, line, goesOn);
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

  /** Ends what is under way soon; {@link #stop} has to follow. */
  void abort() {
    RunningMirror now = running;
    if (now != null) {
      now.abort();
    }
  }

  /** Stops it for good. */
  synchronized void stop() {
    ended = true;
    cancelRetry();
    stopRunning();
    LOG.info("{}: stopped", name);
  }

  private void stopRunning() {
    RunningMirror now = running;
    if (now != null) {
      running = null;
      now.stop();
    }
  }

  /**
   * Lets no pass and no reconciliation begin by itself until {@link #resume}; one that is under way
   * ends soon. Edits of the settings leave it paused, a restart does not.
   */
  public void pause() {
    setPaused(true);
  }

  /** Ends a pause, and tries the configuration again if it could not be used. */
  public void resume() {
    setPaused(false);
    if (complaint != null) {
      worker.execute(() -> configure(file));
    }
  }

  private void setPaused(boolean now) {
    paused = now;
    RunningMirror mirror = running;
    if (mirror != null) {
      mirror.setPaused(now);
    }
  }

  /**
   * Makes a pass now, also while it is paused, and waits for its end.
   *
   * @return the report, for people; a line for each route that marches
   * @throws UsageException when it does not run
   * @throws Exception when the pass could not be made
   */
  public String run() throws Exception {
    RunningMirror now = running;
    if (now == null) {
      String why = complaint == null ? "it is being started or stopped" : complaint;
      throw new UsageException(name + " does not run: " + why);
    }
    List<PassReport> reports = now.makePasses();
    return reports.stream()
        .map(report -> Objects.toString(report, "the pass was broken off"))
        .collect(Collectors.joining("\n"));
  }

  /** How it is now. */
  public MirrorStatus status() {
    return MirrorStatus.of(name, file, running, paused, complaint, lastPass);
  }
}
