package io.camelmirror.camel;

import io.camelmirror.pass.ChangeSink;
import java.io.File;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFileOperations;

/** Emits one exchange for each orphan that a reconciliation removes. It does not poll. */
public class OrphanConsumer extends FileConsumer {

  private final MirrorEndpoint endpoint;
  private ChangeSink sink;

  OrphanConsumer(
      MirrorEndpoint endpoint, Processor processor, GenericFileOperations<File> operations) {
    super(endpoint, processor, operations, null);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    endpoint.requireNothingGoverning();
    setStartScheduler(false);
    super.doStart();
    sink = new ExchangeSink(this, endpoint);
    endpoint.mirror().setOrphans(this);
  }

  @Override
  protected void doStop() throws Exception {
    if (endpoint.mirror() != null) {
      endpoint.mirror().setOrphans(null);
    }
    super.doStop();
  }

  ChangeSink sink() {
    return sink;
  }
}
