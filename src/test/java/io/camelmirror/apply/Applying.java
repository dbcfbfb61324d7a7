package io.camelmirror.apply;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Capabilities;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.NotKeptListener;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Verdict;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Applies single changes to two open trees, those that a march would find there. */
final class Applying implements NotKeptListener {

  private final Trees trees;
  private final Comparison comparison;
  private final CapabilityProbe probe;
  private final List<Capability> notKept = new ArrayList<>();
  private final Applier applier;

  Applying(Trees trees) {
    this(trees, null, () -> false);
  }

  Applying(Trees trees, Trash.Opener trash, BooleanSupplier aborted) {
    this(trees, Fidelity.PLAIN, trash, aborted);
  }

  Applying(Trees trees, Fidelity fidelity, Trash.Opener trash, BooleanSupplier aborted) {
    this.trees = trees;
    comparison = new Comparison(fidelity, Privileges.CURRENT);
    probe = new CapabilityProbe(trees::replica, Privileges.CURRENT, this);
    applier =
        new Applier(trees, comparison, probe, trash, false, bytes -> !aborted.getAsBoolean(), this);
  }

  Applier applier() {
    return applier;
  }

  /** Applies what a path needs. */
  Outcome apply(String path) throws IOException {
    return applier.apply(change(path));
  }

  /** The change that a path needs; its action is null when it needs none. */
  Change change(String path) throws IOException {
    Entry source = trees.source().read(Path.of(path));
    Entry replica = trees.replica().read(Path.of(path));
    return new Change(action(Path.of(path), source, replica), Path.of(path), source, replica);
  }

  private Action action(Path path, Entry source, Entry replica) {
    long device = replica == null ? 0 : replica.inode().device();
    Capabilities known = probe.of(device);
    Verdict verdict = comparison.compare(source, replica, known);
    while (verdict.unknown() != null) {
      Path directory = Tree.parentOf(path);
      known =
          known.knows(verdict.unknown())
              ? known.withStored(source.modified(), probe.stored(directory, source.modified()))
              : probe.probe(directory, device, verdict.unknown());
      verdict = comparison.compare(source, replica, known);
    }
    return verdict.action();
  }

  /** What could not be kept. */
  List<Capability> notKept() {
    return List.copyOf(notKept);
  }

  @Override
  public void notKept(Capability what, Capabilities capabilities) {
    notKept.add(what);
  }

  @Override
  public void notKeptEverywhere(Capability what, Throwable cause) {
    notKept.add(what);
  }
}
