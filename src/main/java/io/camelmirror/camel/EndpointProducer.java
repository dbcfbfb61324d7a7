package io.camelmirror.camel;

import java.io.File;
import org.apache.camel.component.file.GenericFileProducer;

/** A producer of a mirror. It refuses options that only the route that polls can honour. */
abstract class EndpointProducer extends GenericFileProducer<File> {

  private final MirrorEndpoint endpoint;

  EndpointProducer(MirrorEndpoint endpoint) {
    super(endpoint, null);
    this.endpoint = endpoint;
  }

  @Override
  public final MirrorEndpoint getEndpoint() {
    return endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    endpoint.requireNothingGoverning();
    super.doStart();
  }
}
