package io.camelmirror.pass;

import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.March;
import io.camelmirror.diff.Scope;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.UnusableFolderException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * A source, a replica and one set of options. It makes passes that keep the replica identical to
 * the source; passes and reconciliations never overlap.
 */
public final class Mirror implements AutoCloseable {

  private final String name;
  private final Site site;
  private final MirrorOptions options;
  private final ForkJoinPool pool;

  private final PassListeners listeners = new PassListeners();
  private final PassOpener opener;
  private final Reconciliation reconciliation;

  /** Held by whoever walks through the trees. */
  private final ReentrantLock walking = new ReentrantLock(true);

  /** In bytes. */
  private long orphanMemory = Runtime.getRuntime().maxMemory() / 4;

  private long passes;
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
    dryRun = options.dryRun();
    pool = MirrorThreads.pool(options.threads());
    opener = new PassOpener(this, changes);
    reconciliation = new Reconciliation(this, opener);
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
  synchronized void lock() throws UnusableFolderException, IOException {
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
      Pass pass = opener.open(scope, passes + 1);
      passes++;
      return run(
          pass,
          () -> march(pass, asked) && (!options.reconcilesWithPass() || reconciliation.run(pass)),
          PassListener::passEnded);
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
      throw e;
    } finally {
      walking.unlock();
    }
  }

  /** Does the work of a pass that has begun, and tells how it has ended. */
  private PassReport run(Pass pass, Work work, BiConsumer<PassListener, PassReport> ended)
      throws IOException, InterruptedException {
    boolean complete = false;
    try {
      complete = work.run();
    } finally {
      end(pass);
    }
    // Only now is nothing left of what the pass has needed.
    if (!complete) {
      listeners.tell(listener -> listener.passCancelled(pass));
      return null;
    }
    PassReport report = pass.report(reconciliation.heldCount(), reconciliation.refusal());
    listeners.tell(listener -> ended.accept(listener, report));
    return report;
  }

  private interface Work {
    boolean run() throws IOException, InterruptedException;
  }

  private boolean march(Pass pass, boolean asked) throws IOException, InterruptedException {
    Marching marching = opener.newMarching(pass);
    March march = opener.newMarch(pass, marching);
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
      Pass pass = opener.open(Scope.ALL, passes);
      return run(pass, () -> reconciliation.run(pass), PassListener::reconciled);
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

  private void end(Pass pass) {
    cancelWalk = () -> {};
    try {
      pass.finish(options);
    } finally {
      pass.trees().close();
    }
  }

  /** How much memory the orphans that are held may take, in bytes. */
  long orphanMemory() {
    return orphanMemory;
  }

  void setOrphanMemory(long bytes) {
    orphanMemory = bytes;
  }

  boolean isAborted() {
    return aborted;
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
