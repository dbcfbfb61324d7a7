package io.camelmirror.cli;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import io.camelmirror.run.MirrorRoutes;
import io.camelmirror.run.UsageException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.main.Main;

/** Runs the routes on camel-main until the last pass has ended or a signal comes. */
final class MirrorRun implements PassListener {

  private final MirrorRoutes routes;
  private final long passes;
  private final CompletableFuture<PassReport> lastPass = new CompletableFuture<>();

  /**
   * Prepares a run.
   *
   * @param properties what the routes' placeholders and camel-main take
   * @param folder the folder with the routes
   * @param passes after how many passes to end; 0 stands for never
   */
  MirrorRun(Properties properties, Path folder, long passes) {
    this.passes = passes;
    routes = new MirrorRoutes(new Main(), "camel-mirror", properties, folder, this);
  }

  /**
   * Starts the routes and waits for the last pass.
   *
   * @return its report
   * @throws PassFailedException when it could not be made
   * @throws UsageException when the routes or the properties cannot be used
   * @throws InterruptedException when the calling thread was interrupted
   */
  PassReport run() throws PassFailedException, UsageException, InterruptedException {
    try {
      routes.start(passes > 0);
      return lastPass.get();
    } catch (ExecutionException e) {
      throw new PassFailedException((Exception) e.getCause());
    } finally {
      routes.end();
    }
  }

  /** Ends the run soon: what is under way is finished or rolled back. */
  void stop() {
    routes.stop();
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

  /** The last pass could not be made. */
  static final class PassFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    PassFailedException(Exception cause) {
      super(cause);
    }
  }
}
