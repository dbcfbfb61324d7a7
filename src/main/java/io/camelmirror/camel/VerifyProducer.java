package io.camelmirror.camel;

import io.camelmirror.pass.VerifyReport;
import org.apache.camel.Exchange;

/**
 * Verifies the replica while passes go on. The body becomes the {@link VerifyReport}. Does nothing
 * while the component is paused.
 */
public class VerifyProducer extends EndpointProducer {

  VerifyProducer(MirrorEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  protected void doProcess(Exchange exchange) throws Exception {
    getEndpoint().mirror().refusePassUnderWay("verify", exchange);
    if (getEndpoint().getComponent().isPaused()) {
      return;
    }
    VerifyConfiguration options = getEndpoint().getVerify();
    VerifyReport report =
        getEndpoint().mirror().verifications().verify(options.parts(), options.isVerifyRepair());
    exchange.getMessage().setBody(report);
    if (report != null) {
      exchange.getMessage().setHeader(MirrorConstants.DIFFERENCES, report.different());
    }
  }
}
