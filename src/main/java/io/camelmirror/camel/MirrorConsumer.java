package io.camelmirror.camel;

import io.camelmirror.apply.Folders;
import io.camelmirror.apply.PassReport;
import io.camelmirror.apply.Tally;
import io.camelmirror.diff.March;
import io.camelmirror.diff.Problem;
import io.camelmirror.tree.FolderPair;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFileOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Marches through both trees at every poll and emits one exchange for each change. */
public class MirrorConsumer extends ChangeConsumer {

  private static final Logger PASSES = LoggerFactory.getLogger("io.camelmirror.pass");

  MirrorConsumer(
      MirrorEndpoint endpoint, Processor processor, GenericFileOperations<File> operations) {
    super(endpoint, processor, operations);
    setExceptionHandler(new PassFailures(this));
  }

  @Override
  protected void doStart() throws Exception {
    // Once, at the start: a replica that goes missing later was not meant to.
    if (!getEndpoint().isDryRun()) {
      Folders.create(mirror().folders().replica());
    }
    mirror().keep(getEndpoint().getFidelity().toFidelity(), getEndpoint().isDryRun());
    setStartScheduler(false);
    super.doStart();
    mirror().setCopyFilter(filter());
    // The first pass needs the reconcile route too, which may be started after this one.
    getEndpoint().getCamelContext().addStartupListener((context, already) -> beginToPoll());
  }

  private void beginToPoll() {
    if (isStarted() || isStarting()) {
      setStartScheduler(true);
      startScheduler();
    }
  }

  @Override
  protected int poll(Exchange dynamic) throws Exception {
    return poll();
  }

  @Override
  protected int poll() throws Exception {
    mirror().walking().lockInterruptibly();
    try {
      return pass();
    } finally {
      mirror().end();
      mirror().walking().unlock();
    }
  }

  /** One pass; gives the number of changes made real. */
  private int pass() throws IOException, InterruptedException {
    MirrorEndpoint endpoint = getEndpoint();
    FolderPair folders = mirror().folders();
    if (!endpoint.isDryRun() && !Files.isDirectory(folders.replica(), LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(folders.replica().toString());
    }
    long number = mirror().nextPass();
    CopyPass pass = new CopyPass(this, new Tally());
    March march = new March(mirror().begin(), mirror().comparison(), filter(), pass);
    mirror().walkBegins(march::cancel);
    boolean complete = march.run(pool());
    if (complete) {
      mirror().hold(pass.orphans());
      if (endpoint.isReconciledWithEveryPass()) {
        complete = mirror().reconcile(pass.tally());
      }
    }
    if (complete) {
      report(pass.tally().report(number, mirror().heldCount(), null, endpoint.isDryRun()));
    } else {
      PASSES.info("pass {} was broken off", number);
    }
    return (int) Math.min(Integer.MAX_VALUE, pass.tally().changes());
  }

  private void report(PassReport report) {
    PASSES.info("{}", report);
    for (PassListener listener :
        getEndpoint().getCamelContext().getRegistry().findByType(PassListener.class)) {
      try {
        listener.passEnded(report);
      } catch (RuntimeException e) {
        PASSES.warn("a listener failed: {}", Problem.describe(e));
      }
    }
  }
}
