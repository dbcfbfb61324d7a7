package io.camelmirror.camel;

import io.camelmirror.pass.Mirror;
import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileProducer;

/** Starts a reconciliation and waits until it ends. */
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
    if (mirror != null) {
      mirror.reconcile();
    }
  }
}
