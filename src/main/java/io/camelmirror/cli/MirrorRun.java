package io.camelmirror.cli;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import io.camelmirror.run.Setting;
import io.camelmirror.run.Settings;
import io.camelmirror.run.Supervisor;
import io.camelmirror.run.UsageException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.main.Main;

/** Runs one mirror until its last pass has ended or a signal arrives. */
final class MirrorRun implements Supervisor.Host, PassListener {

  private static final String NAME = "camel-mirror";

  private final Settings settings;
  private final long passes;
  private final Supervisor supervisor = new Supervisor(this);
  private final CompletableFuture<PassReport> lastPass = new CompletableFuture<>();

  /**
   * Prepares a run.
   *
   * @param settings settings whose folders have been checked
   */
  MirrorRun(Settings settings) {
    this.settings = settings;
    passes = Long.parseLong(settings.get(Setting.PASSES));
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
    try {
      supervisor.start(NAME, settings);
      return lastPass.get();
    } catch (ExecutionException e) {
      throw new PassFailedException((Exception) e.getCause());
    } finally {
      supervisor.close();
    }
  }

  /** Ends the run soon: cancels the pass under way and rolls back long copies. */
  void stop() {
    supervisor.close();
  }

  @Override
  public Main newMain(String name) {
    Main main = new Main();
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
