package io.camelmirror.camel;

import io.camelmirror.apply.Outcome;
import io.camelmirror.apply.ReplicaTrouble;
import io.camelmirror.diff.Change;
import java.io.File;
import java.io.IOException;
import org.apache.camel.Exchange;
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
    ChangedFile file = ChangedFile.of(exchange);
    if (file == null) {
      throw new IllegalArgumentException(
          "the exchange carries no change: it did not come from a mirror: consumer");
    }
    Outcome outcome = apply(file.change(), exchange);
    file.applied(outcome);
    ChangeMessage.tell(outcome, exchange.getMessage());
    if (endpoint.getComponent().isMdc()) {
      ChangeMdc.put(file.change(), outcome);
    }
  }

  private Outcome apply(Change change, Exchange exchange) throws IOException {
    Mirror mirror = endpoint.mirror();
    try {
      return mirror.engine().applier(endpoint.isDryRun()).apply(change);
    } catch (IOException e) {
      // Another attempt is for what may pass: a path that fails by itself fails again, and when the
      // replica has failed for good in this pass, a million of files need not each wait for it.
      if (mirror.isTroubled() || !ReplicaTrouble.isCauseOf(e, mirror.folders().replica())) {
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
      }
      throw e;
    }
  }
}
