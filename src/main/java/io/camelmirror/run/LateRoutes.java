package io.camelmirror.run;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.tree.FailureText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the routes through which Quartz asks for reconciliations after the first pass, which does
 * not need them, and in background. Quartz takes longer to start than a small pass.
 */
final class LateRoutes implements RouteBuilderLifecycleStrategy, PassListener {

  private static final Logger LOG = LoggerFactory.getLogger("io.camelmirror.run");

  private final long passes;
  private final List<RouteDefinition> held = new ArrayList<>();
  private CamelContext context;
  private boolean released;
  private Thread starter;

  /**
   * Holds back the routes that are loaded from now on.
   *
   * @param passes the number of the last pass, after which no route is needed; 0 for no last pass
   */
  LateRoutes(long passes) {
    this.passes = passes;
  }

  @Override
  public synchronized void afterConfigure(RouteBuilder builder) {
    if (!released) {
      context = builder.getContext();
      List<RouteDefinition> routes = builder.getRouteCollection().getRoutes();
      held.addAll(routes.stream().filter(LateRoutes::isTrigger).toList());
      routes.removeAll(held);
    }
  }

  private static boolean isTrigger(RouteDefinition route) {
    String from = route.getInput().getEndpointUri();
    return from.startsWith("quartz:")
        && ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)
            .stream()
            .anyMatch(step -> step.getEndpointUri().contains("operation=reconcile"));
  }

  @Override
  public void passEnded(PassReport report) {
    if (report.pass() != passes) {
      release();
    }
  }

  @Override
  public void passCancelled(PassProgress pass) {
    release();
  }

  @Override
  public void passFailed(String mirror, Exception cause) {
    release();
  }

  private synchronized void release() {
    if (!released) {
      released = true;
      if (!held.isEmpty()) {
        starter = new Thread(this::start, "camel-mirror-quartz");
        starter.start();
      }
    }
  }

  private void start() {
    try {
      context.getCamelContextExtension().getContextPlugin(Model.class).addRouteDefinitions(held);
    } catch (Exception e) {
      LOG.error(
          "{}; as long as Quartz does not run, every pass deletes what is missing from the source",
          new StartFailure(context).explain(e).orElseGet(() -> FailureText.of(e)));
    }
  }

  /**
   * Starts no further routes, and waits for those that are starting.
   *
   * @param seconds how long to wait
   */
  void stop(int seconds) {
    Thread starting;
    synchronized (this) {
      released = true;
      starting = starter;
    }
    if (starting != null) {
      try {
        starting.join(TimeUnit.SECONDS.toMillis(seconds));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
