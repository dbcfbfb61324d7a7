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
import java.util.function.BooleanSupplier;

/**
 * A source, a replica and one set of options. Its passes keep the replica identical to the source;
 * passes and reconciliations never overlap.
 */
public final class Mirror implements AutoCloseable {

  private final String name;
  private final Site site;
  private final MirrorOptions options;
  private final ForkJoinPool pool;

  private final PassListeners listeners = new PassListeners();
  private final PassOpener opener;
  private final Reconciliation reconciliation;

  /** Held during each pass or reconciliation. */
  private final ReentrantLock walking = new ReentrantLock(true);

  private long passes;
  private volatile Runnable cancelWalk = () -> {};
  private volatile boolean dryRun;
  private volatile boolean paused;
  private volatile boolean aborted;
  private boolean closed;

  /**
   * Creates a mirror, which does nothing until it is opened.
   *
   * @param name identifies the mirror in reports and logs
   * @param changes accepts the changes found by passes
   */
  public Mirror(String name, Site site, MirrorOptions options, ChangeSink changes) {
    this.name = name;
    this.site = site;
    this.options = options;
    dryRun = options.dryRun();
    pool = MirrorThreads.pool(options.load(), site);
    opener = new PassOpener(this, changes);
    reconciliation = new Reconciliation(this, opener);
  }

  /**
   * Creates the replica if it is missing and locks it. Does nothing in a dry run.
   *
   * @throws UnusableFolderException if another mirror holds the lock
   */
  public void open() throws UnusableFolderException, IOException {
    if (!dryRun) {
      site.createReplica();
      lock();
    }
  }

  /** Must fail after close(): the lock would be held until the process ends. */
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

  /** Sets the sink for removals. While it is null, nothing is removed. */
  public void setRemovals(ChangeSink removals) {
    reconciliation.setRemovals(removals);
  }

  /** Switches to a dry run, whatever the options say. */
  public void makeDry() {
    dryRun = true;
  }

  public boolean isDryRun() {
    return dryRun;
  }

  /**
   * Makes a pass over a scope, even while the mirror is paused. Waits for a pass in progress.
   *
   * @return the report; null if the pass was cancelled
   * @throws IOException if the pass could not start; nothing was done
   * @throws InterruptedException if the calling thread is interrupted, which cancels the pass
   * @throws IllegalStateException if a pass in progress waits for the calling thread
   */
  public PassReport pass(Scope scope) throws IOException, InterruptedException {
    return pass(scope, () -> true);
  }

  /**
   * Makes a pass over a scope, unless the mirror is paused; see {@link #pass(Scope)}.
   *
   * @param due whether the pass may begin; when it turns false, call {@link #cancel}
   */
  public PassReport scheduledPass(Scope scope, BooleanSupplier due)
      throws IOException, InterruptedException {
    return paused ? null : pass(scope, () -> !paused && due.getAsBoolean());
  }

  private PassReport pass(Scope scope, BooleanSupplier due)
      throws IOException, InterruptedException {
    MirrorThreads.refuseIn(pool, "pass");
    walking.lockInterruptibly();
    try {
      Pass pass = opener.open(scope, passes + 1);
      passes++;
      return run(
          pass, () -> march(pass, due) && reconciliation.atEndOf(pass), PassListener::passEnded);
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
      throw e;
    } finally {
      walking.unlock();
    }
  }

  /** Runs an opened pass and reports its end. */
  private PassReport run(Pass pass, Work work, BiConsumer<PassListener, PassReport> ended)
      throws IOException, InterruptedException {
    boolean complete = false;
    try {
      complete = work.run();
    } finally {
      end(pass);
    }
    // Notify only after the resources of the pass are released.
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

  private boolean march(Pass pass, BooleanSupplier due) throws IOException, InterruptedException {
    Marching marching = opener.newMarching(pass);
    March march = opener.newMarch(pass, marching, reconciliation.mayRemove());
    walkBegins(march::cancel);
    if (aborted || !due.getAsBoolean()) {
      // Paused or aborted after this pass started but before it could be cancelled.
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

  /** Asks for a reconciliation at the end of the pass in progress or of the next one. */
  public void ask(BooleanSupplier wanted) {
    reconciliation.ask(wanted);
  }

  /**
   * Asks for one reconciliation, however often it is called. Waits for a pass in progress, which
   * carries it out at its end. Otherwise the orphans held are removed now. If none are held or the
   * mirror is paused, the next pass carries it out.
   *
   * @param wanted whether a later pass may still carry it out
   * @return the report; null unless orphans were removed apart from a pass
   */
  public PassReport reconcile(BooleanSupplier wanted) throws IOException, InterruptedException {
    MirrorThreads.refuseIn(pool, "reconciliation");
    reconciliation.ask(wanted);
    walking.lockInterruptibly();
    try {
      if (paused || aborted || !reconciliation.isDue()) {
        return null;
      }
      Pass pass = opener.open(Scope.ALL, passes);
      return run(pass, () -> reconciliation.carryOut(pass), PassListener::reconciled);
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

  PassOpener opener() {
    return opener;
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

  /** Cancels the pass in progress; changes in progress are finished. */
  public void cancel() {
    cancelWalk.run();
  }

  /** Cancels the pass in progress, rolls back its long copies and prevents further passes. */
  public void abort() {
    aborted = true;
    cancel();
  }

  /** Prevents scheduled passes and reconciliations, and cancels the one in progress. */
  public void pause() {
    paused = true;
    cancel();
  }

  public void resume() {
    paused = false;
  }

  /** Releases the lock on the replica. Cancel a pass in progress before. */
  @Override
  public synchronized void close() {
    closed = true;
    site.unlock();
    pool.shutdown();
  }
}
