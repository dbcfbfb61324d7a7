package io.camelmirror.camel;

import io.camelmirror.apply.Applier;
import io.camelmirror.apply.ReplicaProbe;
import io.camelmirror.apply.Tally;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.LeftOut;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.ReplicaFileSystem;
import io.camelmirror.posix.Posix;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the routes of one mirror share: its folders, and the orphans between pass and
 * reconciliation.
 */
final class Mirror {

  private static final Logger NOTES = LoggerFactory.getLogger("io.camelmirror.problem");

  private final FolderPair folders;

  /** Held by whoever walks through the trees: passes and reconciliations never overlap. */
  private final ReentrantLock walking = new ReentrantLock(true);

  private Collection<Change> held = List.of();
  private long passes;
  private volatile boolean aborted;
  private volatile OrphanConsumer orphanConsumer;
  private volatile PathFilter copyFilter = PathFilter.ALL;
  private volatile Runnable cancelWalk = () -> {};

  /** What cannot be kept; known until the mirror ends. */
  private final LeftOut leftOut = new LeftOut(line -> NOTES.warn("{}", line));

  private volatile Trees trees;
  private volatile Applier applier;
  private volatile Applier dryApplier;
  private volatile Comparison comparison;
  private volatile ReplicaProbe probe;

  Mirror(FolderPair folders) {
    this.folders = folders;
    keep(Fidelity.PLAIN, false);
  }

  /**
   * Says what is to be kept, before the first pass.
   *
   * @param dryRun whether not even the replica's file system may be probed
   */
  final void keep(Fidelity fidelity, boolean dryRun) {
    probe = new ReplicaProbe(() -> trees().replica());
    comparison =
        new Comparison(
            fidelity, leftOut, Privileges.CURRENT, dryRun ? ReplicaFileSystem.EXACT : probe);
    applier = new Applier(this::trees, comparison, false, this::isAborted);
    dryApplier = new Applier(this::trees, comparison, true, this::isAborted);
    if (!Posix.isAvailable()) {
      String why = "calls of the C library cannot be made, they are " + Posix.unavailable();
      fidelity.needsNative().forEach(facet -> leftOut.add(facet, why));
    }
  }

  FolderPair folders() {
    return folders;
  }

  Comparison comparison() {
    return comparison;
  }

  LeftOut leftOut() {
    return leftOut;
  }

  Applier applier(boolean dryRun) {
    return dryRun ? dryApplier : applier;
  }

  /**
   * Opens both trees for a walk. The caller holds {@link #walking}, and calls {@link #end}.
   *
   * @throws IOException when one of them cannot be read
   */
  Trees begin() throws IOException {
    trees = Trees.open(folders, comparison.fidelity().look());
    return trees;
  }

  /** The trees of the walk under way. */
  private Trees trees() {
    Trees open = trees;
    if (open == null) {
      throw new IllegalStateException("the pass that found this change has ended");
    }
    return open;
  }

  /** Ends a walk. */
  void end() {
    cancelWalk = () -> {};
    Trees open = trees;
    if (open != null) {
      try (open) {
        if (probe.clear()) {
          Path root = Path.of("");
          applier.settle(root, open.source().read(root));
        }
      } catch (IOException e) {
        NOTES.warn("{}", new Problem(Path.of(""), "set the attributes of", e));
      } finally {
        trees = null;
      }
    }
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
    return consumer == null || held.isEmpty() || consumer.remove(takeHeld(), trees(), tally);
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
