package io.camelmirror.camel;

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
    endpoint.mirror().refusePassUnderWay("reconcile", exchange);
    String route = exchange.getFromRouteId();
    endpoint.mirror().reconcile(() -> route == null || isStarted(route));
  }

  /** A route that was suspended or stopped after it has asked takes back what it asked for. */
  private boolean isStarted(String route) {
    ServiceStatus status = endpoint.getCamelContext().getRouteController().getRouteStatus(route);
    return status != null && status.isStarted();
  }
}
