package io.camelmirror.cli;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.run.MirrorStatus;
import io.camelmirror.run.Setting;
import io.camelmirror.run.Settings;
import io.camelmirror.run.SupervisedMirror;
import io.camelmirror.run.Supervisor;
import io.camelmirror.run.UsageException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.main.Main;

/** Runs one mirror until its last pass has ended or a signal arrives. */
final class MirrorRun implements Supervisor.Host, PassListener, StatusServer.Source {

  private static final String NAME = "camel-mirror";

  private final Settings settings;
  private final List<PassListener> listeners;
  private final long passes;
  private final Supervisor supervisor = new Supervisor(this);
  private final CompletableFuture<PassReport> lastPass = new CompletableFuture<>();
  private final Instant since = Instant.now();
  private final StatusServer server;

  /**
   * Prepares a run.
   *
   * @param settings settings whose folders have been checked
   * @param listeners hear of the passes, before the run learns of the last one
   */
  MirrorRun(Settings settings, List<PassListener> listeners) {
    this.settings = settings;
    this.listeners = listeners;
    passes = Long.parseLong(settings.get(Setting.PASSES));
    server = new StatusServer(this, passes == 1);
  }

  /**
   * Starts the mirror and waits for its last pass; without a limit, forever.
   *
   * @return the report of the last pass
   * @throws PassFailedException if a pass failed and the passes are limited
   * @throws UsageException if the routes or the settings are invalid
   * @throws InterruptedException if the calling thread was interrupted
   */
  PassReport run() throws PassFailedException, UsageException, InterruptedException {
    server.start();
    try {
      supervisor.start(NAME, settings);
      return lastPass.get();
    } catch (ExecutionException e) {
      throw new PassFailedException((Exception) e.getCause());
    } finally {
      stop();
    }
  }

  /** Ends the run soon: cancels the pass under way and rolls back long copies. */
  void stop() {
    supervisor.close();
    server.close();
  }

  @Override
  public String status(PassProgress pass) {
    MirrorStatus status = supervisor.named(NAME).map(SupervisedMirror::status).orElse(null);
    return new StatusText(settings, since).of(status, pass);
  }

  @Override
  public Main newMain(String name) {
    Main main = new Main();
    for (PassListener listener : listeners) {
      main.bind(listener.getClass().getSimpleName(), listener);
    }
    main.bind("status", server);
    main.bind("last-pass", this);
    return main;
  }

  @Override
  public String loggers(String name) {
    return null;
  }

  @Override
  public void passEnded(PassReport report) {
    if (report.pass() == passes) {
      lastPass.complete(report);
    }
  }

  @Override
  public void passFailed(String mirror, Exception cause) {
    if (passes > 0) {
      lastPass.completeExceptionally(cause);
    }
  }

  /** The last pass failed. */
  static final class PassFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    PassFailedException(Exception cause) {
      super(cause);
    }
  }
}
