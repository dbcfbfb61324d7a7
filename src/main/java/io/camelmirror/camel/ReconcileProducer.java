package io.camelmirror.camel;

import io.camelmirror.apply.Tally;
import java.io.File;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the route for orphans delete what the last complete pass held, and waits until it has. */
public class ReconcileProducer extends GenericFileProducer<File> {

  private static final Logger PASSES = LoggerFactory.getLogger("io.camelmirror.pass");

  private final MirrorEndpoint endpoint;

  ReconcileProducer(MirrorEndpoint endpoint) {
    super(endpoint, null);
    this.endpoint = endpoint;
  }

  @Override
  protected void doProcess(Exchange exchange) throws Exception {
    Mirror mirror = endpoint.mirror();
    mirror.walking().lockInterruptibly();
    Tally tally = new Tally();
    try {
      if (mirror.heldCount() == 0) {
        return;
      }
      mirror.begin();
      mirror.reconcile(tally);
      PASSES.info(
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
