package io.camelmirror.apply;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Comparison;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Makes one change real in the replica. What is not a directory is made under a temporary name and
 * renamed into place: a reader of the replica sees the old entry or the new one, never a part.
 *
 * <p>May be used by several threads at once, for different paths.
 */
public final class Applier {

  /** While a directory is being filled its owner must be able to, whatever its mode will be. */
  static final int OWNER_MAY = 0700;

  private static final Path ROOT = Path.of("");

  private final Supplier<Trees> trees;
  private final Comparison comparison;
  private final Safety safety;
  private final FileOperations operations;
  private final AttributeWriter attributes;
  private final FileCopier copier;
  private final EntryMaker maker;
  private final boolean dryRun;
  private volatile Trash trash;

  /**
   * Makes an applier.
   *
   * @param trees gives the trees of the walk under way
   * @param comparison what is kept, and what cannot be
   * @param safety what becomes of what is overwritten and deleted
   * @param dryRun whether to write nothing and say what would have come of it
   * @param aborted says true when long copies are to be rolled back because the program ends
   */
  public Applier(
      Supplier<Trees> trees,
      Comparison comparison,
      Safety safety,
      boolean dryRun,
      BooleanSupplier aborted) {
    this(trees, comparison, safety, FileOperations.best(), dryRun, aborted);
  }

  Applier(
      Supplier<Trees> trees,
      Comparison comparison,
      Safety safety,
      FileOperations operations,
      boolean dryRun,
      BooleanSupplier aborted) {
    this.trees = trees;
    this.comparison = comparison;
    this.safety = safety;
    this.operations = operations;
    this.attributes = new AttributeWriter(operations, comparison);
    this.copier = new FileCopier(operations, attributes, comparison.fidelity().sparse(), aborted);
    this.maker = new EntryMaker(operations, attributes, copier, comparison, safety.sync());
    this.dryRun = dryRun;
  }

  /**
   * Begins a pass, or a reconciliation of its own: what it deletes and overwrites goes to a folder
   * with this date, if there is a trash.
   */
  public void begin(Instant date) {
    if (safety.trash() != null) {
      trash =
          new Trash(
              safety.trash(), date, comparison.fidelity().look(), operations, attributes, copier);
    }
  }

  /**
   * Ends it, while the trees are still open: what was written is on the disk then, if that was
   * asked for, and what has been in the trash for long enough is thrown away.
   *
   * @param changed whether anything was written
   */
  public void end(boolean changed) throws IOException {
    if (dryRun) {
      return;
    }
    Trash used = trash;
    trash = null;
    if (used != null) {
      used.close();
    }
    if (safety.sync() && changed) {
      try (Directory root = trees.get().replica().enter(ROOT)) {
        operations.syncFileSystem(root);
      }
    }
    if (used != null) {
      new TrashPurge(operations).purge(safety.trash(), safety.trashKeep(), Instant.now());
    }
  }

  private Pass pass() {
    return new Pass(trees.get(), trash);
  }

  /**
   * Makes a change real.
   *
   * @return what came of it
   * @throws IOException when it could not be done; what stood in the replica before stands there
   *     still
   */
  public Outcome apply(Change change) throws IOException {
    long start = System.nanoTime();
    if (dryRun) {
      long bytes = change.writesContent() ? change.source().size() : 0;
      return new Outcome(Outcome.State.WOULD_APPLY, bytes, System.nanoTime() - start);
    }
    Made made =
        switch (change.action()) {
          case CREATE, UPDATE, REPLACE -> make(change);
          case ATTRIBUTES -> {
            writeAttributes(change.path(), change.source(), change.replica());
            yield Made.NOTHING_WRITTEN;
          }
          case DELETE -> inFolder(change.path(), (in, name) -> delete(change, in, name));
        };
    return new Outcome(made.state(), made.bytes(), System.nanoTime() - start);
  }

  /**
   * Gives a directory of the replica what the source's has, after its names have changed.
   *
   * @param source the directory in the source
   */
  public void settle(Path path, Entry source) throws IOException {
    if (dryRun) {
      return;
    }
    Entry found = trees.get().replica().read(path);
    if (found != null && found.isDirectory()) {
      writeAttributes(path, source, found);
    }
  }

  /** Lets the owner of a directory of the replica, who is this user, read and change it. */
  public void admit(Path path) throws IOException {
    Entry entry = dryRun ? null : trees.get().replica().read(path);
    if (entry != null && entry.isDirectory() && (entry.mode() & OWNER_MAY) != OWNER_MAY) {
      inside(
          path,
          (in, name) -> {
            operations.setMode(in, name, entry.mode() | OWNER_MAY);
            return null;
          });
    }
  }

  /**
   * Removes a temporary that an earlier run left in the replica.
   *
   * @return whether it did: not in a dry run
   */
  public boolean removeLeftover(Path path) throws IOException {
    return !dryRun
        && inFolder(
            path,
            (in, name) -> {
              operations.delete(in, name, false);
              return true;
            });
  }

  private Made make(Change change) throws IOException {
    if (change.path().equals(ROOT)) {
      // The replica itself is made at the start of a mirror or not at all: its disk may be gone.
      throw new NoSuchFileException(trees.get().replica().path().toString());
    }
    return inFolder(change.path(), (in, name) -> maker.make(pass(), change, in, name));
  }

  private void writeAttributes(Path path, Entry source, Entry found) throws IOException {
    Attempt<Void> writing =
        (in, name) -> {
          attributes.write(in, name, source, found);
          return null;
        };
    if (found.isDirectory()) {
      inside(path, writing);
    } else {
      at(
          path,
          (in, name) -> {
            trees.get().replica().requireNoMount(in, name, path);
            return writing.run(in, name);
          });
    }
  }

  private Made delete(Change change, Directory in, RawPath name) throws IOException {
    Pass pass = pass();
    Trees now = pass.trees();
    if (!now.source().isInPlace()) {
      // Without a source everything looks like an orphan.
      throw new NoSuchFileException(now.source().path().toString());
    }
    // RACE: between this look and the delete the source may get the entry back; the next pass then
    // copies it again.
    Entry source = change.excluded() ? null : now.source().read(change.path());
    if (source != null && isLike(source, change.replica())
        || pass.trash() != null && isGone(change, in, name)) {
      return Made.OUTDATED;
    }
    try {
      pass.remove(operations, change, in, name);
      return Made.NOTHING_WRITTEN;
    } catch (IOException e) {
      if (isGone(change, in, name)) {
        return Made.OUTDATED;
      }
      throw e;
    }
  }

  /** Whether the replica no longer has what a change wants to delete. */
  private static boolean isGone(Change change, Directory in, RawPath name) throws IOException {
    Entry now = in.read(name);
    return now == null || now.kind() != change.replica().kind();
  }

  /** Whether the source has something for which the replica may have what it has. */
  private boolean isLike(Entry source, Entry replica) {
    return comparison.mirrors(source) || source.kind() == replica.kind();
  }

  /** Does something about a directory itself, which is opened for that. */
  private <T> T inside(Path path, Attempt<T> attempt) throws IOException {
    try (Directory self = enter(path)) {
      return attempt.run(self, RawPath.SELF);
    }
  }

  /** Does something about a name in a directory; of the root, about the root itself. */
  private <T> T at(Path path, Attempt<T> attempt) throws IOException {
    if (path.equals(ROOT)) {
      return inside(ROOT, attempt);
    }
    try (Directory in = enterParent(path)) {
      return attempt.run(in, RawPath.nameOf(path));
    }
  }

  /**
   * Changes names in a folder, also in one that does not let its owner do so: its permissions are
   * widened then, until it is settled.
   */
  private <T> T inFolder(Path path, Attempt<T> attempt) throws IOException {
    try (Directory in = enterParent(path)) {
      RawPath name = RawPath.nameOf(path);
      try {
        return attempt.run(in, name);
      } catch (AccessDeniedException e) {
        Entry folder = in.self();
        if ((folder.mode() & OWNER_MAY) != OWNER_MAY) {
          operations.setMode(in, RawPath.SELF, folder.mode() | OWNER_MAY);
        }
        // Otherwise another thread may have done so meanwhile.
        return attempt.run(in, name);
      }
    }
  }

  private Directory enterParent(Path path) throws IOException {
    Path parent = path.getParent();
    return enter(parent == null ? ROOT : parent);
  }

  private Directory enter(Path path) throws IOException {
    try {
      return trees.get().replica().enter(path);
    } catch (AccessDeniedException e) {
      for (int names = 1; names < path.getNameCount(); names++) {
        admit(path.subpath(0, names));
      }
      return trees.get().replica().enter(path);
    }
  }

  private interface Attempt<T> {
    T run(Directory in, RawPath name) throws IOException;
  }
}
