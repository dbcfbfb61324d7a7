package io.camelmirror.camel;

import io.camelmirror.apply.Outcome;
import io.camelmirror.diff.Change;
import java.io.File;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.file.GenericFileProducer;

/** Applies the change that an exchange carries. */
public class MirrorProducer extends GenericFileProducer<File> {

  private final MirrorEndpoint endpoint;

  MirrorProducer(MirrorEndpoint endpoint) {
    super(endpoint, null);
    this.endpoint = endpoint;
  }

  @Override
  protected void doProcess(Exchange exchange) throws Exception {
    Change change = exchange.getProperty(MirrorConstants.CHANGE, Change.class);
    if (change == null) {
      throw new IllegalArgumentException(
          "the exchange carries no change: it did not come from a mirror: consumer");
    }
    Outcome outcome = endpoint.mirror().applier(endpoint.isDryRun()).apply(change);
    exchange.setProperty(MirrorConstants.OUTCOME, outcome);
    Message message = exchange.getMessage();
    message.setHeader(MirrorConstants.BYTES, outcome.bytes());
    message.setHeader(MirrorConstants.DURATION, outcome.nanos());
    if (endpoint.getComponent().isMdc()) {
      ChangeMdc.put(change, outcome);
    }
  }
}
