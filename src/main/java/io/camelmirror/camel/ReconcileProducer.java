package io.camelmirror.camel;

import io.camelmirror.pass.Mirror;
import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.file.GenericFileProducer;

/**
 * Asks for a reconciliation. It returns when the orphans held are removed; if none are held, the
 * next pass removes those that it finds.
 */
public class ReconcileProducer extends GenericFileProducer<File> {

  private final MirrorEndpoint endpoint;

  ReconcileProducer(MirrorEndpoint endpoint) {
    super(endpoint, null);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    endpoint.requireNothingGoverning();
    super.doStart();
  }

  @Override
  protected void doProcess(Exchange exchange) throws Exception {
    Mirror mirror = endpoint.mirror().mirror();
    MirrorFile file = MirrorFile.of(exchange);
    if (file != null && file.pending().isOf(mirror) && file.pending().isPassUnderWay()) {
      // The pass may wait for this exchange, on whatever thread it is now.
      throw new IllegalStateException(
          "operation=reconcile cannot be sent an exchange of the pass under way, which would wait for"
              + " itself; use a route of its own");
    }
    String route = exchange.getFromRouteId();
    endpoint.mirror().reconcile(() -> route == null || isStarted(route));
  }

  /** A route that was suspended or stopped after it has asked takes back what it asked for. */
  private boolean isStarted(String route) {
    ServiceStatus status = endpoint.getCamelContext().getRouteController().getRouteStatus(route);
    return status != null && status.isStarted();
  }
}
