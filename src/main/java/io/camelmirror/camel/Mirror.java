package io.camelmirror.camel;

import io.camelmirror.apply.Tally;
import io.camelmirror.diff.Change;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathFilter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the routes of one mirror share: its folders, and the orphans between pass and
 * reconciliation.
 */
final class Mirror {

  private final FolderPair folders;

  /** Held by whoever walks through the trees: passes and reconciliations never overlap. */
  private final ReentrantLock walking = new ReentrantLock(true);

  private Collection<Change> held = List.of();
  private long passes;
  private volatile boolean aborted;
  private volatile OrphanConsumer orphanConsumer;
  private volatile PathFilter copyFilter = PathFilter.ALL;
  private volatile Runnable cancelWalk = () -> {};

  Mirror(FolderPair folders) {
    this.folders = folders;
  }

  FolderPair folders() {
    return folders;
  }

  ReentrantLock walking() {
    return walking;
  }

  /** Begins a pass and gives its number, from 1. */
  long nextPass() {
    return ++passes;
  }

  /** Keeps the orphans of a complete pass until they are asked for, in place of those before. */
  void hold(Collection<Change> orphans) {
    held = orphans;
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
   * Lets the route for orphans delete what is held, if there is such a route. The caller holds
   * {@link #walking}.
   *
   * @param tally counts what comes of it
   * @return whether it came to its end; false when it was cancelled
   */
  boolean reconcile(Tally tally) throws InterruptedException {
    OrphanConsumer consumer = orphanConsumer;
    return consumer == null || held.isEmpty() || consumer.remove(takeHeld(), tally);
  }

  /** A walk begins; it can be cancelled. */
  void walkBegins(Runnable cancel) {
    cancelWalk = cancel;
  }

  void walkEnded() {
    cancelWalk = () -> {};
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
