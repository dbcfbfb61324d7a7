package io.camelmirror.camel;

import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.PendingChange;
import io.camelmirror.tree.PathText;
import org.apache.camel.Exchange;
import org.apache.camel.util.URISupport;

/** Applies the change of an exchange. */
public class MirrorProducer extends EndpointProducer {

  MirrorProducer(MirrorEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  protected void doProcess(Exchange exchange) throws Exception {
    MirrorFile file = MirrorFile.of(exchange);
    if (file == null) {
      throw new IllegalArgumentException(
          "the exchange carries no change: apply the exchange of a mirror: consumer, or a copy that"
              + " keeps its body or its properties");
    }
    PendingChange pending = file.pending();
    if (!pending.isOf(getEndpoint().mirror().mirror()) && !pending.isOver()) {
      throw new IllegalArgumentException(
          "the change of "
              + PathText.of(file.getAbsoluteFilePath())
              + " belongs to another mirror, "
              + pending.mirror()
              + ", not to that of "
              + URISupport.sanitizeUri(getEndpoint().getEndpointUri()));
    }
    Outcome outcome = pending.apply();
    ChangeMessage.tell(outcome, exchange.getMessage());
    if (getEndpoint().getComponent().isMdc()) {
      ChangeMdc.put(file.change(), outcome);
    }
    if (outcome.state() == Outcome.State.FAILED) {
      exchange.setException(outcome.failure());
    }
  }
}
