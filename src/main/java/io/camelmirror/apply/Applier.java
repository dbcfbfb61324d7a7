package io.camelmirror.apply;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Comparison;
import io.camelmirror.diff.NotKeptListener;
import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.Pace;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Applies the changes of one pass to the replica. Everything but directories is created under a
 * temporary name and renamed into place, so that readers of the replica see the old entry or the
 * new one, never a partial one.
 *
 * <p>Thread-safe for changes to different paths.
 */
public final class Applier {

  private final Trees trees;
  private final Comparison comparison;
  private final CapabilityProbe probe;
  private final Trash trash;
  private final AttributeWriter.Tools attributes;
  private final EntryWriter writer;
  private final DirectoryAccess directories;

  /**
   * Creates an applier.
   *
   * @param trees the trees of the pass
   * @param trashFolder the trash folder of this pass, for deleted and overwritten entries; null to
   *     use no trash
   * @param sync fsync each file before renaming it into place
   * @param pace limits the copying of content, and stops it when the program shuts down
   * @param notKept is told what cannot be preserved
   */
  public Applier(
      Trees trees,
      Comparison comparison,
      CapabilityProbe probe,
      Trash.Opener trashFolder,
      boolean sync,
      Pace pace,
      NotKeptListener notKept) {
    this.trees = trees;
    this.comparison = comparison;
    this.probe = probe;
    attributes = new AttributeWriter.Tools(comparison.privileges(), probe);
    directories = new DirectoryAccess(trees.replica(), attributes);
    FileCopier copier = new FileCopier(attributes, comparison.fidelity().sparse(), pace);
    FileCopier copying = comparison.fidelity().copyChanging() ? copier.copyingChanging() : copier;
    trash = trashFolder == null ? null : new Trash(trashFolder, attributes, copier);
    writer =
        new EntryWriter(
            trees,
            trash,
            attributes,
            copying,
            cause -> notKept.notKeptEverywhere(Capability.HARD_LINKS, cause),
            sync);
  }

  /** Ends the pass and closes its trash. */
  public void end() {
    if (trash != null) {
      trash.close();
    }
  }

  /**
   * Applies a change.
   *
   * @return the outcome
   * @throws IOException if the change failed; the replica keeps its old entry then
   */
  public Outcome apply(Change change) throws IOException {
    long start = System.nanoTime();
    Outcome outcome =
        switch (change.action()) {
          case CREATE, UPDATE, REPLACE -> write(change);
          case ATTRIBUTES -> writeAttributes(change);
          case MOVE -> move(change);
          case DELETE -> inParent(change, (in, name) -> delete(change, in, name));
        };
    return outcome.took(System.nanoTime() - start);
  }

  /** The permissions and other attributes of the replica's directories. */
  public DirectoryAccess directories() {
    return directories;
  }

  /**
   * Removes a temporary file that an earlier run left in the replica.
   *
   * @param directory the replica's directory that holds it
   */
  public void removeLeftover(Path path, Entry.Inode directory) throws IOException {
    Change leftover = new Change(Action.DELETE, path, null, null).in(directory);
    inParent(
        leftover,
        (in, name) -> {
          try {
            in.delete(name, false);
            return Outcome.APPLIED;
          } catch (NotSupportedException e) {
            probe.stuck(in);
            throw e;
          }
        });
  }

  private Outcome write(Change change) throws IOException {
    if (change.path().toString().isEmpty()) {
      // Only the start of a mirror creates the replica's root. If it is missing now, its disk may
      // be gone.
      throw new NoSuchFileException(trees.replica().path().toString());
    }
    return inParent(change, (in, name) -> writer.write(change, in, name));
  }

  private Outcome writeAttributes(Change change) throws IOException {
    if (change.replica().isDirectory()) {
      try (WritableDirectory self = directories.enter(change.path())) {
        return writeAttributes(change, self, self);
      }
    }
    return inParent(
        change,
        (in, name) -> {
          try (WritableHandle entry = in.openEntry(name)) {
            trees.replica().requireNoMount(in, entry, change.path());
            return writeAttributes(change, in, entry);
          }
        });
  }

  /** Writes attributes to the entry that the march saw, and to no other. */
  private Outcome writeAttributes(Change change, WritableDirectory in, WritableHandle entry)
      throws IOException {
    Entry seen = change.replica();
    Entry found = entry.self();
    if (!found.inode().equals(seen.inode())
        || found.kind() != seen.kind()
        || !found.isDirectory() && (found.uid() != seen.uid() || found.names() > seen.names())) {
      return Outcome.OUTDATED;
    }
    return attributesWritten(
        attributes.write(in, entry, change.source(), found, Entry.Owner.of(found)));
  }

  private static Outcome attributesWritten(IOException failure) {
    return failure == null ? Outcome.APPLIED : Outcome.failed(failure);
  }

  private Outcome move(Change change) throws IOException {
    Change orphan = change.orphan();
    return inParent(
        change, (to, name) -> inParent(orphan, (in, old) -> move(change, in, old, to, name)));
  }

  private Outcome move(
      Change change, WritableDirectory in, RawPath old, WritableDirectory to, RawPath name)
      throws IOException {
    // RACE: as for a deletion. The next pass then copies the entry again.
    if (!isOrphan(change.orphan(), in) || !isAsSeen(change, in, old)) {
      return Outcome.OUTDATED;
    }
    try {
      close(change, in, old);
    } catch (NotSupportedException e) {
      if (!probe.lacks(in, Capability.MODES)) {
        throw e;
      }
    }
    try {
      // RACE: another process may exchange the old name. What is moved then is judged like
      // everything else that others put into the replica.
      return in.move(old, to, name) ? Outcome.APPLIED : Outcome.OUTDATED;
    } catch (FileAlreadyExistsException e) {
      return Outcome.OUTDATED;
    }
  }

  /** Returns true if the entry to move is the one that the march saw. */
  private static boolean isAsSeen(Change change, WritableDirectory in, RawPath old)
      throws IOException {
    Entry seen = change.replica();
    Entry found = in.read(old);
    return found != null
        && (seen.isDirectory() ? found.inode().equals(seen.inode()) : found.isSameContent(seen));
  }

  /** Takes from an entry what its source does not give: more people may reach the new path. */
  private void close(Change change, WritableDirectory in, RawPath old) throws IOException {
    Entry source = change.source();
    Entry seen = change.replica();
    if (change.closesFirst()) {
      Entry closed =
          source.with(source.uid(), source.gid(), DirectoryAccess.OWNER_MAY, source.extended());
      directories.restrict(change.from(), closed, seen.inode());
    } else if (!source.isDirectory()
        && comparison.compare(source, seen, probe.of(seen.inode().device())).action()
            == Action.ATTRIBUTES) {
      // They are set as soon as it is moved.
      try (WritableHandle entry = in.openEntry(old)) {
        if (entry.self().inode().equals(seen.inode())) {
          trees.replica().requireNoMount(in, entry, change.from());
          entry.setMode(source.mode() & seen.mode() & DirectoryAccess.OWNER_MAY);
        }
      }
    }
  }

  /** Returns true if the source still does not have an entry of the replica. */
  private boolean isOrphan(Change orphan, WritableDirectory in) throws IOException {
    if (!trees.source().isInPlace()) {
      // With the source missing, every entry looks like an orphan.
      throw new NoSuchFileException(trees.source().path().toString());
    }
    Entry source = orphan.excluded() ? null : trees.source().read(orphan.path());
    return source == null || !isLike(source, orphan.replica(), in);
  }

  private Outcome delete(Change change, WritableDirectory in, RawPath name) throws IOException {
    // RACE: the source may get the entry back between this check and the deletion; the next pass
    // then copies it again.
    if (!isOrphan(change, in) || trash != null && isGone(change, in, name)) {
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

  /** Returns true if the replica no longer has the entry to delete. */
  private static boolean isGone(Change change, WritableDirectory in, RawPath name)
      throws IOException {
    Entry now = in.read(name);
    return now == null || now.kind() != change.replica().kind();
  }

  /** Returns true if the source has an entry that the replica's entry may stand for. */
  private boolean isLike(Entry source, Entry replica, WritableDirectory in) throws IOException {
    return source.kind() == replica.kind() && !comparison.fidelity().forbids(source)
        || comparison.mirrors(source, probe.of(in.inode().device()));
  }

  /**
   * Changes a name in a directory. If the directory's permissions forbid it, they are widened until
   * they are restored.
   */
  private Outcome inParent(Change change, Attempt attempt) throws IOException {
    try (WritableDirectory in = directories.enter(Tree.parentOf(change.path()))) {
      if (change.parent() != null && !change.parent().equals(in.inode())) {
        return Outcome.OUTDATED;
      }
      RawPath name = RawPath.nameOf(change.path());
      try {
        return attempt.run(in, name);
      } catch (AccessDeniedException e) {
        // Another thread may have widened the permissions already.
        DirectoryAccess.grantOwnerAccess(in);
        return attempt.run(in, name);
      }
    }
  }

  private interface Attempt {
    Outcome run(WritableDirectory in, RawPath name) throws IOException;
  }
}
