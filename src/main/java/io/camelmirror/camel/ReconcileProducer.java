package io.camelmirror.camel;

import io.camelmirror.apply.Tally;
import java.io.File;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileProducer;

/** Lets the route for orphans delete what the last complete pass held, and waits until it has. */
public class ReconcileProducer extends GenericFileProducer<File> {

  private final MirrorEndpoint endpoint;

  ReconcileProducer(MirrorEndpoint endpoint) {
    super(endpoint, null);
    this.endpoint = endpoint;
  }

  @Override
  protected void doProcess(Exchange exchange) throws Exception {
    if (endpoint.getComponent().isPaused()) {
      return;
    }
    Mirror mirror = endpoint.mirror();
    mirror.walking().lockInterruptibly();
    Tally tally = new Tally();
    try {
      if (mirror.heldCount() == 0) {
        return;
      }
      mirror.begin();
      mirror.reconcile(tally);
      mirror
          .loggers()
          .passes()
          .info(
              "reconciliation: {} deleted, {} failed in {} s",
              tally.deleted(),
              tally.failed(),
              String.format(Locale.ROOT, "%.1f", tally.elapsed().toNanos() / 1e9));
    } finally {
      mirror.end(tally.changes() > 0);
      mirror.walking().unlock();
    }
  }
}
