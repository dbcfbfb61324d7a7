package io.camelmirror.camel;

import io.camelmirror.apply.Applier;
import io.camelmirror.apply.DeleteGuard;
import io.camelmirror.apply.ReplicaLock;
import io.camelmirror.apply.ReplicaProbe;
import io.camelmirror.apply.Safety;
import io.camelmirror.apply.SourceGuard;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.LeftOut;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.ReplicaFileSystem;
import io.camelmirror.posix.Posix;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.Mounts;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.UnusableFolderException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/** What compares and applies for one mirror, as its options say. */
final class Engine implements AutoCloseable {

  private static final Path ROOT = Path.of("");

  private final Logger notes;
  private final FolderPair folders;
  private final Safety safety;
  private final boolean dryRun;
  private final LeftOut leftOut;
  private final ReplicaProbe probe = new ReplicaProbe(() -> trees().replica());
  private final Comparison comparison;
  private final Applier applier;
  private final Applier dryApplier;
  private final DeleteGuard deleteGuard;
  private final SourceGuard sourceGuard = new SourceGuard();
  private final ReplicaLock lock;
  private final Mounts mounts;
  private boolean closed;
  private volatile Trees trees;

  /**
   * Makes an engine.
   *
   * @param dryRun whether not even the replica's file system may be probed
   * @param aborted says true when long copies are to be rolled back
   * @param notes takes what cannot be kept
   */
  Engine(
      FolderPair folders,
      Fidelity fidelity,
      Safety safety,
      boolean dryRun,
      BooleanSupplier aborted,
      Logger notes) {
    this.notes = notes;
    leftOut = new LeftOut(line -> notes.warn("{}", line));
    this.folders = folders;
    this.safety = safety;
    this.dryRun = dryRun;
    comparison =
        new Comparison(
            fidelity, leftOut, Privileges.CURRENT, dryRun ? ReplicaFileSystem.EXACT : probe);
    applier = new Applier(this::trees, comparison, safety, false, aborted);
    dryApplier = new Applier(this::trees, comparison, safety, true, aborted);
    deleteGuard = new DeleteGuard(safety);
    lock = new ReplicaLock(folders.replica());
    mounts = Mounts.below(folders.replica());
    if (!Posix.isAvailable()) {
      String why = "calls of the C library cannot be made, they are " + Posix.unavailable();
      fidelity.needsNative().forEach(facet -> leftOut.add(facet, why));
    }
  }

  /**
   * Keeps other mirrors from the replica, from now on until this is closed.
   *
   * @throws UnusableFolderException when another one has it
   * @throws CancellationException when this was closed before: a pass that begins while its route
   *     is stopped would have the replica for as long as the process lives
   */
  synchronized void lock() throws UnusableFolderException, IOException {
    if (closed) {
      throw new CancellationException("the mirror is stopped");
    }
    if (!dryRun) {
      lock.acquire();
    }
  }

  Comparison comparison() {
    return comparison;
  }

  LeftOut leftOut() {
    return leftOut;
  }

  Safety safety() {
    return safety;
  }

  DeleteGuard deleteGuard() {
    return deleteGuard;
  }

  Applier applier(boolean dry) {
    return dry ? dryApplier : applier;
  }

  /**
   * Opens both trees for a walk; {@link #end} closes them.
   *
   * @throws IOException when one of them cannot be used, and nothing may be done
   */
  Trees begin() throws IOException {
    try {
      // A disk that was unmounted and mounted again is another folder to be locked.
      lock();
    } catch (UnusableFolderException e) {
      throw new IOException(e.getMessage(), e);
    }
    Trees opened = sourceGuard.open(folders, comparison.fidelity().look(), mounts);
    trees = opened;
    applier.begin(Instant.now());
    return opened;
  }

  /** The trees of the walk under way. */
  Trees trees() {
    Trees open = trees;
    if (open == null) {
      throw new IllegalStateException("the pass that found this change has ended");
    }
    return open;
  }

  /**
   * Ends a walk.
   *
   * @param changed whether anything was written
   */
  void end(boolean changed) {
    if (trees == null) {
      return;
    }
    try (Trees open = trees) {
      if (probe.clear()) {
        applier.settle(ROOT, open.source().read(ROOT));
      }
      applier(dryRun).end(changed);
    } catch (IOException e) {
      notes.warn("{}", new Problem(ROOT, "finish", e));
    } finally {
      trees = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    lock.close();
  }
}
