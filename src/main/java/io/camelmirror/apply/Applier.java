package io.camelmirror.apply;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.NotKeptListener;
import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Makes the changes of one pass real in the replica. What is not a directory is made under a
 * temporary name and renamed into place: a reader of the replica sees the old entry or the new one,
 * never a part.
 *
 * <p>May be used by several threads at once, for different paths.
 */
public final class Applier {

  /** While a directory is being filled its owner must be able to, whatever its mode will be. */
  static final int OWNER_MAY = 0700;

  private final Trees trees;
  private final Comparison comparison;
  private final CapabilityProbe probe;
  private final Trash trash;
  private final AttributeWriter.Tools attributes;
  private final EntryWriter writer;

  /**
   * Makes an applier.
   *
   * @param trees the trees of the pass
   * @param trashFolder where to move what is deleted or overwritten, the folder of this pass; null
   *     for nowhere
   * @param sync whether to fsync each file before it takes its place
   * @param aborted true when long copies are to be rolled back because the program ends
   * @param notKept hears of what cannot be kept
   */
  public Applier(
      Trees trees,
      Comparison comparison,
      CapabilityProbe probe,
      Trash.Opener trashFolder,
      boolean sync,
      BooleanSupplier aborted,
      NotKeptListener notKept) {
    this.trees = trees;
    this.comparison = comparison;
    this.probe = probe;
    attributes =
        new AttributeWriter.Tools(
            comparison.privileges(), probe, comparison.fidelity().accessLists());
    FileCopier copier = new FileCopier(attributes, comparison.fidelity().sparse(), aborted);
    trash = trashFolder == null ? null : new Trash(trashFolder, attributes, copier);
    writer =
        new EntryWriter(
            trees,
            trash,
            attributes,
            copier,
            cause -> notKept.notKeptEverywhere(Capability.HARD_LINKS, cause),
            sync);
  }

  /** Ends the pass: nothing goes to its trash any more. */
  public void end() {
    if (trash != null) {
      trash.close();
    }
  }

  /**
   * Makes a change real.
   *
   * @return what became of it
   * @throws IOException when it could not be done; what stood in the replica before stands there
   *     still
   */
  public Outcome apply(Change change) throws IOException {
    long start = System.nanoTime();
    Outcome outcome =
        switch (change.action()) {
          case CREATE, UPDATE, REPLACE -> write(change);
          case ATTRIBUTES -> writeAttributes(change);
          case DELETE -> inParent(change.path(), (in, name) -> delete(change, in, name));
        };
    return outcome.took(System.nanoTime() - start);
  }

  /**
   * Gives a directory of the replica the attributes that the source's has, after its names have
   * changed.
   *
   * @param source the directory in the source
   */
  public void restoreAttributes(Path path, Entry source) throws IOException {
    try (WritableDirectory self = enter(path)) {
      Entry found = self.self();
      IOException failure = attributes.write(self, self, source, found, Entry.Owner.of(found));
      if (failure != null) {
        throw failure;
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Removed or replaced meanwhile: the next pass sees it.
    }
  }

  /** Lets the owner of a directory of the replica, who is this user, read and change it. */
  public void grantOwnerAccess(Path path) throws IOException {
    try (WritableDirectory self = trees.replica().enter(path)) {
      grantOwnerAccess(self);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Removed or replaced meanwhile: whoever opens it next finds out.
    }
  }

  private static void grantOwnerAccess(WritableDirectory directory) throws IOException {
    int mode = directory.self().mode();
    if ((mode & OWNER_MAY) != OWNER_MAY) {
      directory.setMode(mode | OWNER_MAY);
    }
  }

  /** Removes a temporary that an earlier run left in the replica. */
  public void removeLeftover(Path path) throws IOException {
    inParent(
        path,
        (in, name) -> {
          in.delete(name, false);
          return Outcome.APPLIED;
        });
  }

  private Outcome write(Change change) throws IOException {
    if (change.path().toString().isEmpty()) {
      // The replica's root is made at the start of a mirror or not at all: its disk may be gone.
      throw new NoSuchFileException(trees.replica().path().toString());
    }
    return inParent(change.path(), (in, name) -> writer.write(change, in, name));
  }

  private Outcome writeAttributes(Change change) throws IOException {
    Path path = change.path();
    if (change.replica().isDirectory()) {
      try (WritableDirectory self = enter(path)) {
        Entry found = self.self();
        return attributesWritten(
            attributes.write(self, self, change.source(), found, Entry.Owner.of(found)));
      }
    }
    try (WritableDirectory in = enter(Tree.parentOf(path));
        WritableHandle entry = in.openEntry(RawPath.nameOf(path))) {
      trees.replica().requireNoMount(in, entry, path);
      Entry found = entry.self();
      if (!found.inode().equals(change.replica().inode())
          || found.kind() != change.replica().kind()) {
        return Outcome.OUTDATED;
      }
      return attributesWritten(
          attributes.write(in, entry, change.source(), found, Entry.Owner.of(found)));
    }
  }

  private static Outcome attributesWritten(IOException failure) {
    return failure == null ? Outcome.APPLIED : Outcome.failed(failure);
  }

  private Outcome delete(Change change, WritableDirectory in, RawPath name) throws IOException {
    if (!trees.source().isInPlace()) {
      // Without a source everything looks like an orphan.
      throw new NoSuchFileException(trees.source().path().toString());
    }
    // RACE: between this look and the delete the source may get the entry back; the next pass then
    // copies it again.
    Entry source = change.excluded() ? null : trees.source().read(change.path());
    if (source != null && isLike(source, change.replica(), in)
        || trash != null && isGone(change, in, name)) {
      return Outcome.OUTDATED;
    }
    try {
      writer.remove(change, in, name);
      return Outcome.APPLIED;
    } catch (IOException e) {
      if (isGone(change, in, name)) {
        return Outcome.OUTDATED;
      }
      throw e;
    }
  }

  /** Whether the replica no longer has what a change wants to delete. */
  private static boolean isGone(Change change, WritableDirectory in, RawPath name)
      throws IOException {
    Entry now = in.read(name);
    return now == null || now.kind() != change.replica().kind();
  }

  /** Whether the source has something for which the replica may have what it has. */
  private boolean isLike(Entry source, Entry replica, WritableDirectory in) throws IOException {
    return source.kind() == replica.kind()
        || comparison.mirrors(source, probe.of(in.self().inode().device()));
  }

  /**
   * Changes a name in a directory, also in one that does not let its owner do so: its permissions
   * are widened then, until they are restored.
   */
  private Outcome inParent(Path path, Attempt attempt) throws IOException {
    try (WritableDirectory in = enter(Tree.parentOf(path))) {
      RawPath name = RawPath.nameOf(path);
      try {
        return attempt.run(in, name);
      } catch (AccessDeniedException e) {
        // Another thread may have widened them meanwhile.
        grantOwnerAccess(in);
        return attempt.run(in, name);
      }
    }
  }

  private WritableDirectory enter(Path path) throws IOException {
    try {
      return trees.replica().enter(path);
    } catch (AccessDeniedException e) {
      for (int names = 1; names < path.getNameCount(); names++) {
        grantOwnerAccess(path.subpath(0, names));
      }
      return trees.replica().enter(path);
    }
  }

  private interface Attempt {
    Outcome run(WritableDirectory in, RawPath name) throws IOException;
  }
}
