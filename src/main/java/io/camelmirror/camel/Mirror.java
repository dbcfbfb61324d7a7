package io.camelmirror.camel;

import io.camelmirror.apply.Refusal;
import io.camelmirror.apply.Safety;
import io.camelmirror.apply.Tally;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.UnusableFolderException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * What the routes of one mirror share: its folders, and the orphans between pass and
 * reconciliation.
 */
final class Mirror {

  private final FolderPair folders;
  private final Loggers loggers;

  /** Held by whoever walks through the trees: passes and reconciliations never overlap. */
  private final ReentrantLock walking = new ReentrantLock(true);

  private Collection<Change> held = List.of();
  private long passes;
  private volatile boolean aborted;
  private volatile OrphanConsumer orphanConsumer;
  private volatile PathFilter copyFilter = PathFilter.ALL;
  private volatile Runnable cancelWalk = () -> {};

  /** How many entries of the replica were no orphans when those that are held were found. */
  private long others;

  private Refusal refusal;
  private volatile boolean troubled;
  private volatile Engine engine;

  Mirror(FolderPair folders, Loggers loggers) {
    this.folders = folders;
    this.loggers = loggers;
    // It says nothing of what cannot be kept: the one that takes its place does.
    this.engine = newEngine(Fidelity.PLAIN, Safety.PLAIN, false, NOPLogger.NOP_LOGGER);
  }

  /**
   * Says what is to be kept and how carefully, before the first pass; keeps other mirrors away.
   *
   * @throws UnusableFolderException when another mirror has the replica
   */
  void start(Fidelity fidelity, Safety safety, boolean dryRun)
      throws UnusableFolderException, IOException {
    engine.close();
    engine = newEngine(fidelity, safety, dryRun, loggers.problems());
    engine.lock();
  }

  private Engine newEngine(Fidelity fidelity, Safety safety, boolean dryRun, Logger notes) {
    return new Engine(folders, fidelity, safety, dryRun, this::isAborted, notes);
  }

  /** Lets other mirrors have the replica. */
  void stop() {
    engine.close();
  }

  FolderPair folders() {
    return folders;
  }

  Loggers loggers() {
    return loggers;
  }

  Engine engine() {
    return engine;
  }

  /** Begins a walk; the caller holds {@link #walking}, and calls {@link #end}. */
  Trees begin() throws IOException {
    troubled = false;
    return engine.begin();
  }

  /**
   * Ends a walk.
   *
   * @param changed whether anything was written
   */
  void end(boolean changed) {
    cancelWalk = () -> {};
    engine.end(changed);
  }

  /** Whether the replica as a whole was in trouble in this pass, after all attempts. */
  boolean isTroubled() {
    return troubled;
  }

  void setTroubled() {
    troubled = true;
  }

  ReentrantLock walking() {
    return walking;
  }

  /** Begins a pass and gives its number, from 1. */
  long nextPass() {
    return ++passes;
  }

  /**
   * Keeps the orphans of a complete pass until they are asked for, in place of those before.
   *
   * @param met how many entries the pass has met in the replica, these among them
   */
  void hold(Collection<Change> orphans, long met) {
    held = engine.safety().noDelete() ? List.of() : orphans;
    others = Math.max(0, met - orphans.size());
  }

  long heldCount() {
    return held.size();
  }

  private Collection<Change> takeHeld() {
    Collection<Change> taken = held;
    held = List.of();
    return taken;
  }

  /** What takes part in copying; what does not is not deleted either. */
  PathFilter copyFilter() {
    return copyFilter;
  }

  void setCopyFilter(PathFilter filter) {
    copyFilter = filter;
  }

  void setOrphanConsumer(OrphanConsumer consumer) {
    orphanConsumer = consumer;
  }

  /**
   * Lets the route for orphans delete what is held, if there is such a route and no guard refuses.
   * The caller holds {@link #walking}.
   *
   * @param tally counts what comes of it
   * @return whether it came to its end; false when it was cancelled
   */
  boolean reconcile(Tally tally) throws IOException, InterruptedException {
    OrphanConsumer consumer = orphanConsumer;
    Collection<Change> orphans = takeHeld();
    Refusal before = refusal;
    refusal = null;
    if (consumer == null || orphans.isEmpty()) {
      return true;
    }
    Refusal now = engine.deleteGuard().check(orphans, others, engine.trees());
    if (now == null) {
      return consumer.remove(orphans, engine.trees(), tally);
    }
    refusal = now;
    if (before == null || !before.guard().equals(now.guard())) {
      loggers.passes().error("{}", now.reason());
    }
    return true;
  }

  /** Why the last reconciliation has deleted nothing; null when none of the guards refused. */
  Refusal refusal() {
    return refusal;
  }

  /** A walk begins; it can be cancelled. */
  void walkBegins(Runnable cancel) {
    cancelWalk = cancel;
  }

  /** Ends the walk under way; the changes under way are finished. */
  void cancel() {
    cancelWalk.run();
  }

  /** Ends the walk under way and rolls back its long copies. */
  void abort() {
    aborted = true;
    cancel();
  }

  boolean isAborted() {
    return aborted;
  }
}
