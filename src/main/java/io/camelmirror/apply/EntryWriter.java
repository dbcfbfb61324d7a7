package io.camelmirror.apply;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TemporaryName;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Writes entries of the source to the replica. */
final class EntryWriter {

  private final Trees trees;
  private final Trash trash;
  private final AttributeWriter.Tools attributes;
  private final FileCopier copier;
  private final CapabilityProbe probe;
  private final NotKept notKept;
  private final boolean sync;

  /** Is told about hard links that could not be created. */
  interface NotKept {
    void hardLink(Throwable cause);
  }

  /**
   * Creates a writer.
   *
   * @param trash receives overwritten entries; null to use no trash
   * @param sync fsync each file before renaming it into place
   */
  EntryWriter(
      Trees trees,
      Trash trash,
      AttributeWriter.Tools attributes,
      FileCopier copier,
      NotKept notKept,
      boolean sync) {
    this.trees = trees;
    this.trash = trash;
    this.attributes = attributes;
    this.copier = copier;
    this.probe = attributes.probe();
    this.notKept = notKept;
    this.sync = sync;
  }

  /**
   * Writes the entry of a CREATE, UPDATE or REPLACE.
   *
   * @param in the directory of the replica
   * @param name the name in that directory
   */
  Outcome write(Change change, WritableDirectory in, RawPath name) throws IOException {
    if (!change.source().isDirectory()) {
      return writeEntry(change, in, name);
    }
    return change.replica() != null
        ? replaceByDirectory(change, in, name)
        : createDirectory(change, in, name);
  }

  private Outcome createDirectory(Change change, WritableDirectory in, RawPath name)
      throws IOException {
    try {
      return createDirectory(in, name);
    } catch (FileAlreadyExistsException e) {
      requireOwnName(change.path(), name);
      Entry found = in.read(name);
      if (found == null || !found.isDirectory()) {
        throw e;
      }
      // Another process has created it since the march read the parent directory. What it holds is
      // not known, so the next pass marches through it.
      return Outcome.OUTDATED;
    }
  }

  private Outcome createDirectory(WritableDirectory in, RawPath name) throws IOException {
    return Outcome.directoryMade(new NewEntry(in, name).createDirectory(privileges().uid()));
  }

  private Privileges privileges() {
    return attributes.privileges();
  }

  /** Removes the old entry only after the directory is in place. */
  private Outcome replaceByDirectory(Change change, WritableDirectory in, RawPath name)
      throws IOException {
    Entry now = in.read(name);
    if (now == null || now.isDirectory()) {
      return Outcome.OUTDATED;
    }
    RawPath aside = TemporaryName.next();
    in.rename(name, aside, false);
    Outcome made;
    try {
      made = createDirectory(in, name);
    } catch (IOException | RuntimeException e) {
      in.rename(aside, name, false);
      throw e;
    }
    remove(change, in, aside);
    return made;
  }

  /**
   * Removes the replica's old entry: to the trash, or for good.
   *
   * @param name its current name, which may be a temporary one
   */
  void remove(Change change, WritableDirectory in, RawPath name) throws IOException {
    Entry old = change.replica();
    if (trash == null) {
      in.delete(name, old.isDirectory());
    } else {
      // Pass the entry as the march saw it: removing a directory's content has changed its times
      // since.
      trash.take(in, name, change.path(), old);
    }
  }

  private Outcome writeEntry(Change change, WritableDirectory in, RawPath name) throws IOException {
    if (probe.isStuck(in)) {
      throw new FileSystemException(
          in.path().resolve(name.path()).toString(),
          null,
          "its folder holds a temporary file that can be neither renamed nor removed, so nothing is"
              + " written there");
    }
    NewEntry temporary = new NewEntry(in, TemporaryName.next());
    Outcome outcome;
    try {
      outcome = writeTemporary(change, temporary, name);
      if (outcome.isApplied()) {
        if (change.removesDirectory()) {
          // Its content was removed before, one change each.
          remove(change, in, name);
        }
        putInPlace(change, temporary, name);
      }
    } catch (IOException | RuntimeException e) {
      if (!temporary.discard(e)) {
        probe.stuck(in);
      }
      throw e;
    }
    if (change.linkTo() != null && in.read(temporary.name()) != null) {
      // A rename between two hard links to the same file does nothing.
      in.delete(temporary.name(), false);
    }
    return outcome;
  }

  private Outcome writeTemporary(Change change, NewEntry temporary, RawPath name)
      throws IOException {
    if (change.linkTo() != null) {
      return link(change, temporary, name);
    }
    return switch (change.source().kind()) {
      case FILE -> copy(change, temporary, name);
      case LINK -> makeOther(Capability.LINKS, change.source(), temporary);
      case FIFO -> makeOther(Capability.FIFOS, change.source(), temporary);
      case BLOCK_DEVICE, CHARACTER_DEVICE ->
          makeOther(Capability.DEVICES, change.source(), temporary);
      case DIRECTORY, SOCKET -> throw new IllegalArgumentException(change.source().kind().name());
    };
  }

  /** Creates an entry without content. */
  private Outcome makeOther(Capability needed, Entry source, NewEntry temporary)
      throws IOException {
    try (WritableHandle made = temporary.create(source, privileges().uid())) {
      return Outcome.APPLIED.with(attributes.write(temporary.in(), made, source, null, null));
    } catch (NotSupportedException e) {
      if (probe.lacks(temporary.in(), needed)) {
        return Outcome.SKIPPED;
      }
      throw e;
    }
  }

  private Outcome copy(Change change, NewEntry temporary, RawPath name) throws IOException {
    try (Directory from = trees.source().enterParent(change.path())) {
      return copier.copy(from, name, change.source(), temporary, sync);
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (trees.source().read(change.path()) == null) {
        return Outcome.OUTDATED;
      }
      throw e;
    }
  }

  /** Creates a hard link to a file of the replica, or a copy if that is impossible. */
  private Outcome link(Change change, NewEntry temporary, RawPath name) throws IOException {
    Path leader = change.linkTo();
    try (WritableDirectory from = trees.replica().enterParent(leader);
        WritableHandle first = from.openEntry(RawPath.nameOf(leader))) {
      Entry found = first.self();
      if (found.kind() != change.source().kind()
          || found.size() != change.source().size()
          || isForeign(found, change.source(), temporary.in())) {
        // Another process has exchanged the first name.
        return Outcome.OUTDATED;
      }
      temporary.createLink(first);
      return Outcome.APPLIED;
    } catch (NotSupportedException e) {
      if (!probe.lacks(temporary.in(), Capability.HARD_LINKS)) {
        notKept.hardLink(e);
      }
    }
    return change.equal()
        ? Outcome.OUTDATED
        : writeTemporary(change.withoutLink(), temporary, name);
  }

  /** Returns true if another user, who is not the source's owner either, has made the entry. */
  private boolean isForeign(Entry found, Entry source, WritableDirectory in) throws IOException {
    return found.uid() != source.uid()
        && !privileges().trusts(found.uid())
        && !probe.lacks(in, Capability.OWNERS);
  }

  private void putInPlace(Change change, NewEntry temporary, RawPath name) throws IOException {
    WritableDirectory in = temporary.in();
    if (change.action() != Action.CREATE && !change.removesDirectory()) {
      keepInTrash(change, in, name);
    }
    try {
      temporary.rename(name, change.action() != Action.CREATE);
    } catch (FileAlreadyExistsException e) {
      requireOwnName(change.path(), name);
      // Another process has created it since the march read the directory.
      keepInTrash(change, in, name);
      temporary.rename(name, true);
    }
  }

  private void keepInTrash(Change change, WritableDirectory in, RawPath name) throws IOException {
    Entry old = trash == null ? null : in.read(name);
    if (old != null && !old.isDirectory()) {
      trash.keep(in, name, change.path(), old);
    }
  }

  /**
   * Checks that the existing entry has exactly this name. A case-insensitive file system may have
   * found another name.
   */
  private void requireOwnName(Path path, RawPath name) throws IOException {
    try (Directory directory = trees.replica().open(Tree.parentOf(path))) {
      RawPath found = null;
      for (RawPath other : directory.names()) {
        if (other.equals(name)) {
          return;
        }
        if (isTwin(other, name)) {
          found = other;
        }
      }
      throw new FileSystemException(
          directory.path().resolve(path.getFileName()).toString(),
          null,
          "the replica's file system does not tell it from "
              + (found == null ? "another name" : found));
    }
  }

  private static boolean isTwin(RawPath one, RawPath other) {
    return one.path().toString().equalsIgnoreCase(other.path().toString());
  }
}
