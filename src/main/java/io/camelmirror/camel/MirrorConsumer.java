package io.camelmirror.camel;

import io.camelmirror.apply.Folders;
import io.camelmirror.apply.PassReport;
import io.camelmirror.apply.Safety;
import io.camelmirror.apply.SourceGuard;
import io.camelmirror.apply.Tally;
import io.camelmirror.diff.March;
import io.camelmirror.diff.Problem;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.UnusableFolderException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFileOperations;
import org.slf4j.Logger;

/** Marches through both trees at every poll and emits one exchange for each change. */
public class MirrorConsumer extends ChangeConsumer {

  private final PassFailures failures;

  MirrorConsumer(
      MirrorEndpoint endpoint, Processor processor, GenericFileOperations<File> operations) {
    super(endpoint, processor, operations);
    failures = new PassFailures(this);
    setExceptionHandler(failures);
  }

  @Override
  protected void doStart() throws Exception {
    // Once, at the start: a replica that goes missing later was not meant to.
    if (!getEndpoint().isDryRun()) {
      Folders.create(mirror().folders().replica());
    }
    startMirror();
    setStartScheduler(false);
    super.doStart();
    mirror().setCopyFilter(filter());
    // The first pass needs the reconcile route too, which may be started after this one.
    getEndpoint().getCamelContext().addStartupListener((context, already) -> beginToPoll());
  }

  private void startMirror() throws IOException {
    MirrorEndpoint endpoint = getEndpoint();
    try {
      Safety safety = endpoint.getSafety().toSafety(mirror().folders(), endpoint.getComponent());
      mirror().start(endpoint.getFidelity().toFidelity(), safety, endpoint.isDryRun());
    } catch (UnusableFolderException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (mirror() != null) {
      mirror().stop();
    }
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
    if (getEndpoint().getComponent().isPaused()) {
      return 0;
    }
    Tally tally = new Tally();
    pass(tally, false);
    return (int) Math.min(Integer.MAX_VALUE, tally.changes());
  }

  /**
   * Makes a pass now, on the calling thread and besides those at the intervals, also while the
   * component is paused. Waits for one that is under way.
   *
   * @return its report; null when it was broken off
   * @throws Exception when it could not be made; that has been logged, and the listeners have heard
   */
  public PassReport makePass() throws Exception {
    try {
      return pass(new Tally(), true);
    } catch (Exception e) {
      failures.handleException(e);
      throw e;
    }
  }

  private PassReport pass(Tally tally, boolean asked) throws Exception {
    mirror().walking().lockInterruptibly();
    try {
      long number = 0;
      boolean complete;
      try {
        Trees trees = begin();
        number = mirror().nextPass();
        complete = march(trees, tally, asked);
      } finally {
        mirror().end(tally.changes() > 0);
      }
      // Only now is nothing left of what the pass has needed.
      if (!complete) {
        passes().info("pass {} was broken off", number);
        return null;
      }
      boolean dryRun = getEndpoint().isDryRun();
      PassReport report = tally.report(number, mirror().heldCount(), mirror().refusal(), dryRun);
      report(report);
      return report;
    } finally {
      mirror().walking().unlock();
    }
  }

  private Trees begin() throws IOException {
    Path replica = mirror().folders().replica();
    if (!getEndpoint().isDryRun() && !Files.isDirectory(replica, LinkOption.NOFOLLOW_LINKS)) {
      throw SourceGuard.GoneException.ofReplica(replica);
    }
    Trees trees = mirror().begin();
    failures.recovered();
    return trees;
  }

  /** Marches and reconciles; tells whether it came to its end. */
  private boolean march(Trees trees, Tally tally, boolean asked)
      throws IOException, InterruptedException {
    CopyPass pass = new CopyPass(this, tally);
    March march = new March(trees, mirror().engine().comparison(), filter(), pass);
    mirror().walkBegins(march::cancel);
    if (!asked && getEndpoint().getComponent().isPaused()) {
      // It was paused after this pass had begun, and before it could be cancelled.
      march.cancel();
    }
    if (!march.run(pool())) {
      return false;
    }
    mirror().hold(pass.orphans(), march.metInReplica());
    return !getEndpoint().isReconciledWithEveryPass() || mirror().reconcile(tally);
  }

  private Logger passes() {
    return mirror().loggers().passes();
  }

  private void report(PassReport report) {
    passes().info("{}", report);
    for (PassListener listener :
        getEndpoint().getCamelContext().getRegistry().findByType(PassListener.class)) {
      try {
        listener.passEnded(report);
      } catch (RuntimeException e) {
        passes().warn("a listener failed: {}", Problem.describe(e));
      }
    }
  }
}
