package io.camelmirror.camel;

import io.camelmirror.pass.VerifyReport;
import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileProducer;

/**
 * Verifies the replica while passes go on. The body becomes the {@link VerifyReport}. Does nothing
 * while the component is paused.
 */
public class VerifyProducer extends GenericFileProducer<File> {

  private final MirrorEndpoint endpoint;

  VerifyProducer(MirrorEndpoint endpoint) {
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
    endpoint.mirror().refusePassUnderWay("verify", exchange);
    if (endpoint.getComponent().isPaused()) {
      return;
    }
    VerifyConfiguration options = endpoint.getVerify();
    VerifyReport report =
        endpoint.mirror().verifications().verify(options.parts(), options.isVerifyRepair());
    exchange.getMessage().setBody(report);
    if (report != null) {
      exchange.getMessage().setHeader(MirrorConstants.DIFFERENCES, report.different());
    }
  }
}
