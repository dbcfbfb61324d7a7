package io.camelmirror.apply;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NotSupportedException;
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
    if (change.replica() != null) {
      replaceByDirectory(change, in, name);
    } else {
      createDirectory(change, in, name);
    }
    return Outcome.APPLIED;
  }

  private void createDirectory(Change change, WritableDirectory in, RawPath name)
      throws IOException {
    try {
      in.createDirectory(name);
    } catch (FileAlreadyExistsException e) {
      requireOwnName(change.path(), name);
      Entry found = in.read(name);
      if (found == null || !found.isDirectory()) {
        throw e;
      }
      try (WritableHandle directory = in.openEntry(name)) {
        directory.setMode(change.source().mode() | Applier.OWNER_MAY);
      }
    }
  }

  /** Removes the old entry only after the directory is in place. */
  private void replaceByDirectory(Change change, WritableDirectory in, RawPath name)
      throws IOException {
    RawPath aside = TemporaryName.next();
    in.rename(name, aside, false);
    try {
      in.createDirectory(name);
    } catch (IOException | RuntimeException e) {
      in.rename(aside, name, false);
      throw e;
    }
    remove(change, in, aside);
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
    RawPath temporary = TemporaryName.next();
    Outcome outcome;
    try {
      outcome = writeTemporary(change, in, name, temporary);
      if (outcome.isApplied()) {
        if (change.removesDirectory()) {
          // Its content was removed before, one change each.
          remove(change, in, name);
        }
        putInPlace(change, in, temporary, name);
      }
    } catch (IOException | RuntimeException e) {
      discard(in, temporary, e);
      throw e;
    }
    if (change.linkTo() != null && in.read(temporary) != null) {
      // A rename between two hard links to the same file does nothing.
      in.delete(temporary, false);
    }
    return outcome;
  }

  private Outcome writeTemporary(
      Change change, WritableDirectory in, RawPath name, RawPath temporary) throws IOException {
    if (change.linkTo() != null) {
      return link(change, in, name, temporary);
    }
    Entry source = change.source();
    return switch (source.kind()) {
      case FILE -> copy(change, in, name, temporary);
      case LINK -> makeOther(Capability.LINKS, source, in, temporary);
      case FIFO -> makeOther(Capability.FIFOS, source, in, temporary);
      case BLOCK_DEVICE, CHARACTER_DEVICE -> makeOther(Capability.DEVICES, source, in, temporary);
      case DIRECTORY, SOCKET -> throw new IllegalArgumentException(source.kind().name());
    };
  }

  /** Creates an entry without content. */
  private Outcome makeOther(
      Capability needed, Entry source, WritableDirectory in, RawPath temporary) throws IOException {
    try {
      create(in, temporary, source);
    } catch (NotSupportedException e) {
      if (probe.lacks(in, needed)) {
        return Outcome.SKIPPED;
      }
      throw e;
    }
    try (WritableHandle made = in.openEntry(temporary)) {
      return Outcome.APPLIED.with(attributes.write(in, made, source, null, null));
    }
  }

  /** Creates a link, FIFO or device node. */
  static void create(WritableDirectory in, RawPath name, Entry like) throws IOException {
    if (like.linkTarget() != null) {
      in.createLink(name, like.linkTarget());
    } else {
      in.createNode(name, like.kind(), like.rdev());
    }
  }

  private Outcome copy(Change change, WritableDirectory in, RawPath name, RawPath temporary)
      throws IOException {
    try (Directory from = trees.source().enterParent(change.path())) {
      return copier.copy(from, name, change.source(), in, temporary, sync);
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (trees.source().read(change.path()) == null) {
        return Outcome.OUTDATED;
      }
      throw e;
    }
  }

  /** Creates a hard link to a file of the replica, or a copy if that is impossible. */
  private Outcome link(Change change, WritableDirectory in, RawPath name, RawPath temporary)
      throws IOException {
    try (WritableDirectory from = trees.replica().enterParent(change.linkTo())) {
      in.createHardLink(from, RawPath.nameOf(change.linkTo()), temporary);
      return Outcome.APPLIED;
    } catch (NotSupportedException e) {
      if (!probe.lacks(in, Capability.HARD_LINKS)) {
        notKept.hardLink(e);
      }
    }
    Change alone = new Change(change.action(), change.path(), change.source(), change.replica());
    return change.equal() ? Outcome.OUTDATED : writeTemporary(alone, in, name, temporary);
  }

  private void putInPlace(Change change, WritableDirectory in, RawPath temporary, RawPath name)
      throws IOException {
    if (change.action() != Action.CREATE && !change.removesDirectory()) {
      keepInTrash(change, in, name);
    }
    try {
      in.rename(temporary, name, change.action() != Action.CREATE);
    } catch (FileAlreadyExistsException e) {
      requireOwnName(change.path(), name);
      // Another process has created it since the march read the directory.
      keepInTrash(change, in, name);
      in.rename(temporary, name, true);
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

  private static void discard(WritableDirectory in, RawPath temporary, Exception cause) {
    try {
      in.delete(temporary, false);
    } catch (NoSuchFileException e) {
      // It was not created yet.
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
