package io.camelmirror.pass;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeCompletion;
import io.camelmirror.diff.March;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Removal;
import io.camelmirror.diff.Scope;
import io.camelmirror.diff.Skipped;
import io.camelmirror.tree.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Removes the orphans that passes have found, unless a guard refuses. */
final class Reconciliation {

  private final Mirror mirror;
  private final PassOpener opener;
  private final DeleteGuard guard;
  private final HeldOrphans held = new HeldOrphans();
  private final AtomicReference<BooleanSupplier> asked = new AtomicReference<>();
  private volatile ChangeSink removals;
  private Refusal refusal;

  /** Paths already reported as protected. */
  private Set<Path> protectedPaths = Set.of();

  Reconciliation(Mirror mirror, PassOpener opener) {
    this.mirror = mirror;
    this.opener = opener;
    this.guard = new DeleteGuard(mirror.options().safety());
  }

  void setRemovals(ChangeSink sink) {
    removals = sink;
  }

  void hold(Scope scope, FoundOrphans orphans, long met, long made) {
    held.put(scope, orphans, met, made);
    if (scope.isAll()) {
      guard.passCompleted();
    }
  }

  /** Widens a scope so that the orphans held stay correct. */
  Scope widened(Scope scope) {
    return held.widened(scope);
  }

  int heldCount() {
    return held.size();
  }

  /** Why the last reconciliation deleted nothing; null if no guard refused. */
  Refusal refusal() {
    return refusal;
  }

  /**
   * Asks for a reconciliation. The one asked for last counts.
   *
   * @param wanted whether it may still be carried out
   */
  void ask(BooleanSupplier wanted) {
    asked.set(wanted);
  }

  /** Returns true if removals are accepted. */
  boolean mayRemove() {
    return removals != null;
  }

  private boolean isAsked() {
    BooleanSupplier wanted = asked.get();
    return wanted != null && removals != null && held.isComplete() && wanted.getAsBoolean();
  }

  /** Returns true if a reconciliation was asked for and there are orphans to remove. */
  boolean isDue() {
    return held.size() > 0 && isAsked();
  }

  /**
   * Removes orphans if each pass does or if it was asked for.
   *
   * @return false if it was cancelled
   */
  boolean atEndOf(Pass pass) throws IOException, InterruptedException {
    return isAsked() ? carryOut(pass) : !mirror.options().reconcilesWithPass() || run(pass);
  }

  /**
   * Carries out what was asked for. If that fails or is cancelled, it remains asked for.
   *
   * @return false if it was cancelled
   */
  boolean carryOut(Pass pass) throws IOException, InterruptedException {
    BooleanSupplier wanted = asked.getAndSet(null);
    boolean done = false;
    try {
      done = run(pass);
      return done;
    } finally {
      if (!done) {
        asked.compareAndSet(null, wanted);
      }
    }
  }

  private boolean run(Pass pass) throws IOException, InterruptedException {
    if (!held.isComplete()) {
      // Before the first complete pass, the number of entries to keep is unknown.
      return true;
    }
    List<Change> orphans = held.take();
    Refusal before = refusal;
    refusal = null;
    ChangeSink sink = removals;
    if (sink == null || mirror.options().safety().noDelete()) {
      protect(pass, orphans);
      return true;
    }
    DeleteGuard.Decision decision =
        orphans.isEmpty()
            ? DeleteGuard.Decision.NOW
            : guard.check(orphans, held.notKept(), held::entries, pass.trees());
    if (decision.later()) {
      held.keep(orphans);
      return true;
    }
    Refusal now = decision.refusal();
    if (now == null) {
      protectedPaths = Set.of();
      return orphans.isEmpty() && held.closed().isEmpty() || remove(pass, orphans, sink);
    }
    refusal = now;
    if (before == null || !before.guard().equals(now.guard())) {
      pass.listeners().tell(listener -> listener.refused(pass, now));
    }
    protect(pass, orphans);
    return true;
  }

  /**
   * Keeps entries that have another kind in the source, and the permissions of directories that
   * hold orphans. Each pass counts them, and each is reported once.
   */
  private void protect(Pass pass, List<Change> orphans) {
    held.putBack(orphans);
    Set<Path> now = new HashSet<>();
    for (Change change : orphans) {
      if (change.source() != null) {
        now.add(change.path());
        protect(pass, change.path(), change.source().kind(), Skipped.PROTECTED);
      }
    }
    for (Path directory : held.closed().keySet()) {
      now.add(directory);
      protect(pass, directory, Kind.DIRECTORY, Skipped.KEPT_CLOSED);
    }
    protectedPaths = now;
  }

  private void protect(Pass pass, Path path, Kind kind, Skipped why) {
    pass.counts().skipped.increment();
    pass.counts().notReplaced.increment();
    if (!protectedPaths.contains(path)) {
      pass.listeners().tell(listener -> listener.skipped(pass, path, kind, why));
    }
  }

  private boolean remove(Pass pass, List<Change> orphans, ChangeSink sink)
      throws IOException, InterruptedException {
    Removing removing = new Removing(pass, sink);
    Removal removal = opener.newRemoval(pass, removing);
    removal.keepClosed(held.closed());
    mirror.walkBegins(removal::cancel);
    if (!removal.run(orphans, mirror.pool())) {
      return false;
    }
    long more = held.notKept();
    Scope others = held.takeOthers();
    if (others != null && pass.isDryRun()) {
      // They stay, so a search would find the same ones again and again.
      pass.problem(new Problem(Path.of(""), "list all orphans below", tooMany(more)));
    } else if (others != null && !removeOthers(pass, others, removal)) {
      return false;
    }
    removal.open();
    held.closed().clear();
    if (removing.made.isEmpty()) {
      return true;
    }
    return fill(pass, removing.made);
  }

  private static IOException tooMany(long more) {
    return new IOException(
        String.format(Locale.ROOT, "%,d more do not fit into the memory of a dry run", more));
  }

  /** Fills directories that have taken the place of something else. */
  private boolean fill(Pass pass, Collection<Path> made) throws IOException, InterruptedException {
    Filling listener = opener.newFilling(pass, made);
    March march = opener.newMarch(pass, listener);
    mirror.walkBegins(march::cancel);
    boolean all = March.scope(Scope.below(made), mirror.options().fidelity()).isAll();
    // In a dry run they are not there: no march finds them by itself.
    return all && !pass.isDryRun()
        ? march.run(Scope.ALL, mirror.pool()) != null
        : march.runBelow(made, mirror.pool());
  }

  /** Finds and removes the orphans for which memory had no room, in as many rounds as needed. */
  private boolean removeOthers(Pass pass, Scope where, Removal removal)
      throws IOException, InterruptedException {
    OrphanSearch search;
    long before;
    do {
      before = pass.counts().changes.sum();
      search = new OrphanSearch(opener.orphanMemory());
      March march = opener.newMarch(pass, search);
      search.stops(march);
      mirror.walkBegins(march::cancel);
      boolean complete = march.run(where, mirror.pool()) != null;
      if (!complete && !search.isFull()) {
        return false;
      }
      mirror.walkBegins(removal::cancel);
      if (!removal.run(search.found(), mirror.pool())) {
        return false;
      }
      // Orphans that cannot be removed turn up again in each round.
    } while (search.isFull() && pass.counts().changes.sum() > before);
    return true;
  }

  /** Sends removals and records the directories that replaced entries of another kind. */
  private static final class Removing extends Sending {

    private final Queue<Path> made = new ConcurrentLinkedQueue<>();

    Removing(Pass pass, ChangeSink sink) {
      super(pass, sink);
    }

    @Override
    public void change(Change change, ChangeCompletion completion) {
      if (change.action() != Action.REPLACE || !change.source().isDirectory()) {
        super.change(change, completion);
        return;
      }
      super.change(
          change,
          outcome -> {
            if (outcome.isApplied()) {
              made.add(change.path());
            }
            completion.done(outcome);
          });
    }
  }
}
