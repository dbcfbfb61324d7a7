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
    if (mirror != null) {
      mirror.reconcile();
    }
  }
}
