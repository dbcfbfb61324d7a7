package io.camelmirror.apply;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Comparison;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TemporaryName;
import io.camelmirror.tree.TreeRoot;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Makes what the source has at a path and the replica has not. */
final class EntryMaker {

  private final FileOperations operations;
  private final AttributeWriter attributes;
  private final FileCopier copier;
  private final Comparison comparison;
  private final boolean sync;

  /**
   * Makes a maker.
   *
   * @param sync whether a file is on the disk before it takes its place
   */
  EntryMaker(
      FileOperations operations,
      AttributeWriter attributes,
      FileCopier copier,
      Comparison comparison,
      boolean sync) {
    this.operations = operations;
    this.attributes = attributes;
    this.copier = copier;
    this.comparison = comparison;
    this.sync = sync;
  }

  /**
   * Makes the entry of a CREATE, UPDATE or REPLACE.
   *
   * @param in the directory of the replica
   * @param name the name in it
   */
  Made make(Pass pass, Change change, Directory in, RawPath name) throws IOException {
    return change.source().isDirectory()
        ? makeDirectory(pass, change, in, name)
        : makeEntry(pass, change, in, name);
  }

  private Made makeDirectory(Pass pass, Change change, Directory in, RawPath name)
      throws IOException {
    if (change.replica() != null) {
      replaceByDirectory(pass, change, in, name);
    } else {
      try {
        operations.createDirectory(in, name);
      } catch (FileAlreadyExistsException e) {
        requireOwnName(pass.trees().replica(), change.path(), name);
        Entry found = in.read(name);
        if (found == null || !found.isDirectory()) {
          throw e;
        }
        operations.setMode(in, name, change.source().mode() | Applier.OWNER_MAY);
      }
    }
    return Made.NOTHING_WRITTEN;
  }

  /** What stands there goes only when the directory is in its place. */
  private void replaceByDirectory(Pass pass, Change change, Directory in, RawPath name)
      throws IOException {
    RawPath aside = TemporaryName.next();
    operations.rename(in, name, aside, false);
    try {
      operations.createDirectory(in, name);
    } catch (IOException | RuntimeException e) {
      operations.rename(in, aside, name, false);
      throw e;
    }
    pass.remove(operations, change, in, aside);
  }

  private Made makeEntry(Pass pass, Change change, Directory in, RawPath name) throws IOException {
    RawPath temporary = TemporaryName.next();
    Made made;
    try {
      made = makeTemporary(pass.trees(), change, in, name, temporary);
      if (made.state() == Outcome.State.APPLIED) {
        if (change.removesDirectory()) {
          // What stood in it was removed before, a change each.
          pass.remove(operations, change, in, name);
        }
        putInPlace(pass, change, in, temporary, name);
      }
    } catch (CannotKeepException e) {
      e.enter(comparison.leftOut());
      return Made.SKIPPED;
    } catch (IOException | RuntimeException e) {
      discard(in, temporary, e);
      throw e;
    }
    if (change.linkTo() != null && in.read(temporary) != null) {
      // Between two names of one file a rename does nothing.
      operations.delete(in, temporary, false);
    }
    return made;
  }

  private Made makeTemporary(
      Trees trees, Change change, Directory in, RawPath name, RawPath temporary)
      throws IOException {
    Entry source = change.source();
    if (change.linkTo() != null) {
      return makeName(trees, change, in, name, temporary);
    }
    switch (source.kind()) {
      case FILE -> {
        return copy(trees, change, in, name, temporary);
      }
      case LINK -> operations.createLink(in, temporary, source.linkTarget());
      default -> operations.createNode(in, temporary, source);
    }
    attributes.write(in, temporary, source, null);
    return Made.NOTHING_WRITTEN;
  }

  private Made copy(Trees trees, Change change, Directory in, RawPath name, RawPath temporary)
      throws IOException {
    try (Directory from = trees.source().enterParent(change.path())) {
      FileCopier.Copied copied = copier.copy(from, name, change.source(), in, temporary, sync);
      return copied == null ? Made.OUTDATED : new Made(Outcome.State.APPLIED, copied.bytes());
    } catch (NoSuchFileException | NotDirectoryException e) {
      if (trees.source().read(change.path()) == null) {
        return Made.OUTDATED;
      }
      throw e;
    }
  }

  private Made makeName(Trees trees, Change change, Directory in, RawPath name, RawPath temporary)
      throws IOException {
    try (Directory from = trees.replica().enterParent(change.linkTo())) {
      operations.createName(from, RawPath.nameOf(change.linkTo()), in, temporary);
      return Made.NOTHING_WRITTEN;
    } catch (CannotKeepException e) {
      e.enter(comparison.leftOut());
      boolean equal =
          change.replica() != null && comparison.compare(change.source(), change.replica()) == null;
      return equal
          ? Made.OUTDATED
          : makeTemporary(
              trees,
              new Change(change.action(), change.path(), change.source(), change.replica()),
              in,
              name,
              temporary);
    }
  }

  private void putInPlace(Pass pass, Change change, Directory in, RawPath temporary, RawPath name)
      throws IOException {
    if (change.action() != Action.CREATE && !change.removesDirectory()) {
      keepInTrash(pass, change, in, name);
    }
    try {
      operations.rename(in, temporary, name, change.action() != Action.CREATE);
    } catch (FileAlreadyExistsException e) {
      requireOwnName(pass.trees().replica(), change.path(), name);
      // Somebody has put it there since the march looked.
      keepInTrash(pass, change, in, name);
      operations.rename(in, temporary, name, true);
    }
  }

  private void keepInTrash(Pass pass, Change change, Directory in, RawPath name)
      throws IOException {
    Trash trash = pass.trash();
    Entry old = trash == null ? null : in.read(name);
    if (old != null && !old.isDirectory()) {
      trash.keep(in, name, change.path(), old);
    }
  }

  /**
   * Makes sure that what has a name has exactly that one: a file system that does not tell capitals
   * from small letters finds another's.
   */
  private static void requireOwnName(TreeRoot replica, Path path, RawPath name) throws IOException {
    Path parent = path.getParent();
    try (Directory directory = replica.open(parent == null ? Path.of("") : parent)) {
      RawPath found = null;
      for (RawPath other : directory.list()) {
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

  private void discard(Directory in, RawPath temporary, Exception cause) {
    try {
      operations.delete(in, temporary, false);
    } catch (NoSuchFileException e) {
      // It was not made yet.
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
