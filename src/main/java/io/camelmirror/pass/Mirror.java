package io.camelmirror.pass;

import io.camelmirror.apply.Applier;
import io.camelmirror.apply.CapabilityProbe;
import io.camelmirror.apply.Trash;
import io.camelmirror.apply.TrashDate;
import io.camelmirror.diff.CapabilitySource;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.March;
import io.camelmirror.diff.Scope;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.UnusableFolderException;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A source, a replica and one set of options. It makes passes that keep the replica identical to
 * the source; passes and reconciliations never overlap.
 */
public final class Mirror implements AutoCloseable {

  private final String name;
  private final Site site;
  private final MirrorOptions options;
  private final ChangeSink changes;
  private final ForkJoinPool pool;

  private final PassListeners listeners = new PassListeners();
  private final NotKept notKept;
  private final Comparison comparison;
  private final CapabilityProbe probe;
  private final SourceGuard sourceGuard = new SourceGuard();
  private final Reconciliation reconciliation;

  /** Held by whoever walks through the trees. */
  private final ReentrantLock walking = new ReentrantLock(true);

  private long passes;
  private volatile Trees trees;
  private volatile Runnable cancelWalk = () -> {};
  private volatile boolean dryRun;
  private volatile boolean paused;
  private volatile boolean aborted;
  private boolean closed;

  /**
   * Makes a mirror, which does nothing before it is opened.
   *
   * @param name tells it from others in reports and logs
   * @param changes takes what passes find to be copied
   */
  public Mirror(String name, Site site, MirrorOptions options, ChangeSink changes) {
    this.name = name;
    this.site = site;
    this.options = options;
    this.changes = changes;
    dryRun = options.dryRun();
    pool = MirrorThreads.pool(options.threads());
    notKept =
        new NotKept(
            Privileges.CURRENT, line -> listeners.tell(listener -> listener.notKept(name, line)));
    comparison = new Comparison(options.fidelity(), Privileges.CURRENT);
    probe = new CapabilityProbe(() -> trees.replica(), Privileges.CURRENT, notKept);
    reconciliation = new Reconciliation(this);
  }

  /**
   * Creates the replica if it is missing and locks it, both unless the mirror is dry.
   *
   * @throws UnusableFolderException when another mirror has the replica
   */
  public void open() throws UnusableFolderException, IOException {
    if (!dryRun) {
      site.createReplica();
      lock();
    }
  }

  /** A pass that begins while the mirror is closed would hold the lock as long as the process. */
  private synchronized void lock() throws UnusableFolderException, IOException {
    if (closed) {
      throw new CancellationException("the mirror is stopped");
    }
    site.lock();
  }

  public String name() {
    return name;
  }

  public Site site() {
    return site;
  }

  public MirrorOptions options() {
    return options;
  }

  public void addListener(PassListener listener) {
    listeners.add(listener);
  }

  public void removeListener(PassListener listener) {
    listeners.remove(listener);
  }

  /** Takes what reconciliations remove from now on; null while nothing does: nothing is removed. */
  public void setRemovals(ChangeSink removals) {
    reconciliation.setRemovals(removals);
  }

  /** Lets nothing be written any more, whatever the options say. */
  public void makeDry() {
    dryRun = true;
  }

  public boolean isDryRun() {
    return dryRun;
  }

  /**
   * Makes a pass over a scope, also while the mirror is paused. Waits for one that is under way.
   *
   * @return its report; null when it was cancelled
   * @throws IOException when it could not begin: nothing was done
   * @throws InterruptedException when the calling thread was interrupted; the pass is cancelled
   *     then
   */
  public PassReport pass(Scope scope) throws IOException, InterruptedException {
    return pass(scope, true);
  }

  /** Makes a pass over all of the trees, unless the mirror is paused; see {@link #pass(Scope)}. */
  public PassReport scheduledPass() throws IOException, InterruptedException {
    return paused ? null : pass(Scope.ALL, false);
  }

  private PassReport pass(Scope scope, boolean asked) throws IOException, InterruptedException {
    walking.lockInterruptibly();
    try {
      Pass pass = begin(scope, passes + 1);
      passes++;
      boolean complete = false;
      try {
        complete =
            march(pass, asked) && (!options.reconcilesWithPass() || reconciliation.run(pass));
      } finally {
        end(pass);
      }
      // Only now is nothing left of what the pass has needed.
      if (!complete) {
        listeners.tell(listener -> listener.passCancelled(pass));
        return null;
      }
      PassReport report = pass.report(reconciliation.heldCount(), reconciliation.refusal());
      listeners.tell(listener -> listener.passEnded(report));
      return report;
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
      throw e;
    } finally {
      walking.unlock();
    }
  }

  private boolean march(Pass pass, boolean asked) throws IOException, InterruptedException {
    Marching marching = newMarching(pass);
    March march = newMarch(pass, marching);
    walkBegins(march::cancel);
    if (!asked && paused || aborted) {
      // Paused or stopped after this pass had begun, and before it could be cancelled.
      march.cancel();
    }
    Fidelity fidelity = options.fidelity();
    Scope wanted = reconciliation.widened(March.scope(pass.scope(), fidelity));
    Scope walked = march.run(wanted, pool);
    if (walked != null) {
      reconciliation.hold(
          walked, marching.orphans(), march.metInReplica(), pass.counts().created.sum());
    }
    return walked != null;
  }

  March newMarch(Pass pass, Marching marching) {
    CapabilitySource capabilities = pass.isDryRun() ? CapabilitySource.EVERYTHING : probe;
    return new March(pass.trees(), comparison, capabilities, options.filter(), marching);
  }

  /** What marches of a pass find, besides those of its beginning. */
  Marching newMarching(Pass pass) {
    return new Marching(pass, changes, notKept);
  }

  /**
   * Removes what is held, unless the mirror is paused. Waits for a pass that is under way.
   *
   * @return its report; null when nothing was held, or it was cancelled
   */
  public PassReport reconcile() throws IOException, InterruptedException {
    if (paused) {
      return null;
    }
    walking.lockInterruptibly();
    try {
      if (reconciliation.heldCount() == 0) {
        return null;
      }
      Pass pass = begin(Scope.ALL, passes);
      boolean complete = false;
      try {
        complete = reconciliation.run(pass);
      } finally {
        end(pass);
      }
      if (!complete) {
        listeners.tell(listener -> listener.passCancelled(pass));
        return null;
      }
      PassReport report = pass.report(reconciliation.heldCount(), reconciliation.refusal());
      listeners.tell(listener -> listener.reconciled(report));
      return report;
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
      throw e;
    } finally {
      walking.unlock();
    }
  }

  private void failed(Throwable cause) {
    if (!(cause instanceof CancellationException)) {
      Exception told = cause instanceof Exception e ? e : new IllegalStateException(cause);
      listeners.tell(listener -> listener.passFailed(name, told));
    }
  }

  private Pass begin(Scope scope, long number) throws IOException {
    boolean dry = dryRun;
    if (!dry) {
      try {
        lock();
      } catch (UnusableFolderException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    Trees opened = site.open(options.fidelity().readOptions(), dry);
    try {
      sourceGuard.check(opened);
      notKept.withoutCalls(options.fidelity(), opened.replica());
      trees = opened;
      Pass pass = new Pass(this, number, scope, dry, opened, newApplier(opened));
      listeners.tell(listener -> listener.passBegan(pass));
      return pass;
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  private Applier newApplier(Trees opened) {
    Safety safety = options.safety();
    Trash.Opener trash =
        safety.trash() == null
            ? null
            : new PassTrash(
                site, safety.trash().resolve(TrashDate.nameOf(Instant.now())), options.fidelity());
    return new Applier(opened, comparison, probe, trash, safety.sync(), () -> aborted, notKept);
  }

  private void end(Pass pass) {
    cancelWalk = () -> {};
    try {
      pass.finish(options);
    } finally {
      pass.trees().close();
    }
  }

  void walkBegins(Runnable cancel) {
    cancelWalk = cancel;
  }

  ForkJoinPool pool() {
    return pool;
  }

  PassListeners listeners() {
    return listeners;
  }

  /** Ends the pass under way soon; the changes under way are finished. */
  public void cancel() {
    cancelWalk.run();
  }

  /** Ends the pass under way soon and rolls back its long copies. No other can be made. */
  public void abort() {
    aborted = true;
    cancel();
  }

  /** Lets no scheduled pass and no reconciliation begin; one that is under way is cancelled. */
  public void pause() {
    paused = true;
    cancel();
  }

  public void resume() {
    paused = false;
  }

  public boolean isPaused() {
    return paused;
  }

  /** Releases the lock on the replica. A pass that is under way has to be cancelled before. */
  @Override
  public synchronized void close() {
    closed = true;
    site.unlock();
    pool.shutdown();
  }
}
