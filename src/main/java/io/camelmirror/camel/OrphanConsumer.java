package io.camelmirror.camel;

import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.ChangeSink;
import io.camelmirror.pass.PendingChange;
import java.io.File;
import org.apache.camel.Processor;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.component.file.GenericFileOperations;

/**
 * Emits one exchange for each orphan that a reconciliation removes. It does not poll. While it is
 * suspended or stopped, nothing is deleted.
 */
public class OrphanConsumer extends FileConsumer {

  private final MirrorEndpoint endpoint;
  private ChangeSink exchanges;

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
    exchanges = new ExchangeSink(this, endpoint);
    endpoint.mirror().claimOrphans(this);
    // It never polls, and waits for nothing.
    forceConsumerAsReady();
  }

  @Override
  protected void doSuspend() throws Exception {
    endpoint.mirror().releaseOrphans(this);
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    endpoint.mirror().claimOrphans(this);
  }

  @Override
  protected void doStop() throws Exception {
    if (exchanges != null) {
      endpoint.mirror().releaseOrphans(this);
    }
    super.doStop();
  }

  ChangeSink sink() {
    return this::emit;
  }

  private void emit(PendingChange orphan) {
    if (isSuspendingOrSuspended() || isStoppingOrStopped()) {
      orphan.complete(Outcome.SKIPPED);
    } else {
      exchanges.accept(orphan);
    }
  }
}
