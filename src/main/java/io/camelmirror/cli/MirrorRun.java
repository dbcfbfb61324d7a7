package io.camelmirror.cli;

import io.camelmirror.apply.PassReport;
import io.camelmirror.camel.MirrorComponent;
import io.camelmirror.camel.MirrorConsumer;
import io.camelmirror.camel.PassListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.Main;

/** Runs the routes on camel-main until the last pass has ended or a signal comes. */
final class MirrorRun implements PassListener {

  /** Camel waits this long, in seconds, for exchanges under way before it gives them up. */
  private static final int SHUTDOWN_TIMEOUT = 3;

  private final Main main = new Main();
  private final long passes;
  private final CompletableFuture<PassReport> lastPass = new CompletableFuture<>();

  /**
   * Prepares a run.
   *
   * @param properties what the routes' placeholders and camel-main take
   * @param routes the folder with the routes
   * @param passes after how many passes to end; 0 stands for never
   */
  MirrorRun(Properties properties, Path routes, long passes) {
    this.passes = passes;
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setOverrideProperties(properties);
    main.bind("passes", this);
    main.configure()
        .withName("camel-mirror")
        .withRoutesIncludePattern("file:" + routes + "/*.camel.yaml")
        .withShutdownTimeout(SHUTDOWN_TIMEOUT)
        .withShutdownLogInflightExchangesOnTimeout(false)
        .withAutoConfigurationLogSummary(false)
        .withSourceLocationEnabled(true);
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
      start();
      if (marches().stream().noneMatch(route -> passes == 0 || isStarted(route))) {
        throw new UsageException(
            "none of the routes polls a source with mirror:, so no pass can be made");
      }
      return lastPass.get();
    } catch (ExecutionException e) {
      throw new PassFailedException((Exception) e.getCause());
    } finally {
      main.stop();
    }
  }

  private void start() throws UsageException {
    try {
      main.start();
    } catch (RuntimeException e) {
      String message = new StartFailure(main.getCamelContext()).explain(e).orElseThrow(() -> e);
      throw new UsageException(message, e);
    }
  }

  private List<Route> marches() {
    return main.getCamelContext().getRoutes().stream()
        .filter(route -> route.getConsumer() instanceof MirrorConsumer)
        .toList();
  }

  private static boolean isStarted(Route route) {
    return ((MirrorConsumer) route.getConsumer()).isStarted();
  }

  /** Ends the run soon: what is under way is finished or rolled back. */
  void stop() {
    CamelContext context = main.getCamelContext();
    if (context != null) {
      MirrorComponent component = (MirrorComponent) context.hasComponent("mirror");
      if (component != null) {
        component.abort();
      }
    }
    main.stop();
  }

  @Override
  public void passEnded(PassReport report) {
    if (report.pass() == passes) {
      lastPass.complete(report);
    }
  }

  @Override
  public void passFailed(Exception cause) {
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
