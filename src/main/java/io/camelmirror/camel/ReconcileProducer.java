package io.camelmirror.camel;

import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;

/**
 * Asks for a reconciliation. It returns when the orphans held are removed; if none are held, the
 * next pass removes those that it finds.
 */
public class ReconcileProducer extends EndpointProducer {

  ReconcileProducer(MirrorEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  protected void doProcess(Exchange exchange) throws Exception {
    getEndpoint().mirror().refusePassUnderWay("reconcile", exchange);
    String route = exchange.getFromRouteId();
    getEndpoint().mirror().reconcile(() -> route == null || isStarted(route));
  }

  /** A route that was suspended or stopped after it has asked takes back what it asked for. */
  private boolean isStarted(String route) {
    ServiceStatus status =
        getEndpoint().getCamelContext().getRouteController().getRouteStatus(route);
    return status != null && status.isStarted();
  }
}
