package io.camelmirror.pass;

import io.camelmirror.apply.Applier;
import io.camelmirror.apply.AttributeException;
import io.camelmirror.apply.TrashFolders;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Scope;
import io.camelmirror.tree.AbortedException;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A pass in progress: what its changes share, and their outcomes. */
final class Pass implements PassProgress {

  private static final Path ROOT = Path.of("");

  private final Mirror mirror;
  private final long number;
  private final Scope scope;
  private final boolean dryRun;
  private final Instant started = Instant.now();
  private final long startNanos = System.nanoTime();
  private final PassCounts counts = new PassCounts();
  private final FailedPaths failed = new FailedPaths();
  private final Trees trees;
  private final Applier applier;
  private volatile boolean replicaFailed;
  private volatile boolean ended;
  private final CurrentChanges current;

  Pass(
      Mirror mirror,
      long number,
      Scope scope,
      boolean dryRun,
      Trees trees,
      Applier applier,
      CurrentChanges current) {
    this.mirror = mirror;
    this.number = number;
    this.scope = scope;
    this.dryRun = dryRun;
    this.trees = trees;
    this.applier = applier;
    this.current = current;
  }

  Trees trees() {
    return trees;
  }

  Applier applier() {
    return applier;
  }

  PassCounts counts() {
    return counts;
  }

  PassListeners listeners() {
    return mirror.listeners();
  }

  /**
   * Ends the pass while the trees are still open. Its changes can no longer be applied afterwards.
   */
  void finish(MirrorOptions options) {
    ended = true;
    applier.end();
    if (dryRun) {
      return;
    }
    Safety safety = options.safety();
    try {
      if (safety.sync() && counts.changes.sum() > 0) {
        try (WritableDirectory root = trees.replica().enter(ROOT)) {
          root.syncFileSystem();
        }
      }
      if (safety.trash() != null) {
        purge(safety, options.fidelity());
      }
    } catch (IOException e) {
      problem(new Problem(ROOT, "finish", e));
    }
  }

  private void purge(Safety safety, Fidelity fidelity) throws IOException {
    try (WritableTree trash =
        mirror.site().openOutside(safety.trash(), fidelity.readOptions().ofReplica(), false)) {
      TrashFolders.purge(trash, safety.trashKeep(), Instant.now());
    } catch (NoSuchFileException e) {
      // The trash folder does not exist yet.
    }
  }

  boolean isUnderWay() {
    return !ended;
  }

  boolean isOf(Mirror other) {
    return mirror == other;
  }

  InputStream open(Change change) throws IOException {
    if (!ended) {
      try {
        return open(change, trees);
      } catch (IllegalStateException e) {
        // Closed meanwhile.
      }
    }
    try (Trees now = mirror.site().open(mirror.options().fidelity().readOptions(), true)) {
      return open(change, now);
    }
  }

  private static InputStream open(Change change, Trees in) throws IOException {
    return (change.source() != null ? in.source() : in.replica()).content(change.path());
  }

  Outcome apply(Change change) throws IOException {
    if (dryRun) {
      if (change.action() == Action.MOVE && trees.replica() instanceof DryReplica replica) {
        replica.move(change.from(), change.path());
      }
      long bytes = change.writesContent() ? change.source().size() : 0;
      return new Outcome(Outcome.State.WOULD_APPLY, bytes, 0, null);
    }
    try {
      return applier.apply(change);
    } finally {
      current.applied();
    }
  }

  boolean isWorthAnotherAttempt(IOException failure) {
    return !replicaFailed && mirror.site().isReplicaFailure(failure);
  }

  void completed(Change change, Outcome outcome) {
    current.set(null);
    counts.done(change, outcome);
    Throwable failure = outcome.failure();
    if (failure != null) {
      if (failure instanceof IOException io && mirror.site().isReplicaFailure(io)) {
        replicaFailed = true;
      }
      problem(new Problem(change.path(), attempt(change, outcome), failure));
    }
    if (outcome.state() != Outcome.State.FAILED) {
      listeners().tell(listener -> listener.changed(this, change, outcome));
    }
  }

  /** The verb for what was attempted. */
  private static String attempt(Change change, Outcome outcome) {
    if (outcome.isApplied()) {
      return outcome.failure() instanceof AttributeException
          ? "set all attributes of"
          : "finish the route of";
    }
    return change.action().verb();
  }

  void problem(Problem problem) {
    if (!(problem.cause() instanceof AbortedException)) {
      if (failed.add(problem.path())) {
        counts.failed.increment();
      }
      listeners().tell(listener -> listener.problem(this, problem));
    }
  }

  PassReport report(long held, Refusal refusal) {
    return new PassReport(
        mirror.name(),
        started,
        Instant.now(),
        number,
        counts.copied.sum(),
        counts.updated.sum(),
        counts.deleted.sum(),
        counts.moved.sum(),
        counts.unchanged.sum(),
        counts.skipped.sum(),
        counts.failed.sum(),
        counts.notReplaced.sum(),
        held,
        counts.bytes.sum(),
        Duration.ofNanos(System.nanoTime() - startNanos),
        refusal,
        dryRun);
  }

  /** Returns true to stop a long comparison of content, which counts as activity meanwhile. */
  boolean isReadingCancelled() {
    current.copied(0);
    return mirror.isAborted();
  }

  /** Counts a change that is about to be sent. */
  void found(Change change) {
    counts.found(change);
    current.set(change);
  }

  @Override
  public String mirror() {
    return mirror.name();
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public Instant started() {
    return started;
  }

  @Override
  public boolean isDryRun() {
    return dryRun;
  }

  @Override
  public long seen() {
    return counts.seen.sum();
  }

  @Override
  public long checked() {
    return counts.unchanged.sum()
        + counts.copied.sum()
        + counts.updated.sum()
        + counts.skipped.sum();
  }

  @Override
  public long found() {
    return counts.found.sum();
  }

  @Override
  public long done() {
    return counts.done.sum();
  }

  @Override
  public long bytesFound() {
    return counts.bytesFound.sum();
  }

  @Override
  public long bytesDone() {
    return counts.bytes.sum() + current.bytes();
  }

  @Override
  public long activity() {
    return seen() + found() + done() + counts.bytes.sum() + current.steps();
  }

  @Override
  public List<Path> currentPaths() {
    return current.paths();
  }
}
