package io.camelmirror.apply;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableFile;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * An entry that is being created in a directory. Where other users can exchange names, it makes
 * sure that the name still leads to the entry that this process created.
 */
final class NewEntry {

  private final WritableDirectory in;
  private final RawPath name;

  /** Null until created, and in a directory where nobody can exchange names. */
  private Entry.Inode inode;

  NewEntry(WritableDirectory in, RawPath name) {
    this.in = in;
    this.name = name;
  }

  WritableDirectory in() {
    return in;
  }

  RawPath name() {
    return name;
  }

  /** Creates an empty file. */
  WritableFile createFile() throws IOException {
    WritableFile file = in.createFile(name);
    if (!in.isProtected()) {
      try {
        inode = file.inode();
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    }
    return file;
  }

  /** Creates a link, FIFO or device node, and opens it. */
  WritableHandle create(Entry like, int uid) throws IOException {
    if (like.linkTarget() != null) {
      in.createLink(name, like.linkTarget());
    } else {
      in.createNode(name, like.kind(), like.rdev());
    }
    return open(
        made ->
            made.kind() == like.kind()
                && made.rdev() == like.rdev()
                && (made.linkTarget() == null || made.linkTarget().equals(like.linkTarget()))
                && made.uid() == uid
                && made.names() == 1);
  }

  /**
   * Creates a directory with mode 0700 that inherits nothing.
   *
   * @return the new directory
   */
  Entry.Inode createDirectory(int uid) throws IOException {
    in.createDirectory(name);
    if (in.isProtected() && !in.hasDefaultAccessList()) {
      Entry made = in.read(name);
      return made == null ? null : made.inode();
    }
    try (WritableHandle made = open(entry -> entry.isDirectory() && entry.uid() == uid)) {
      AttributeWriter.removeInherited(made);
      return made.inode();
    }
  }

  /** Creates a hard link to an open entry. */
  void createLink(WritableHandle to) throws IOException {
    in.createHardLink(to, name);
    if (!in.isProtected()) {
      inode = to.inode();
    }
  }

  private WritableHandle open(Check isOwn) throws IOException {
    WritableHandle made = in.openEntry(name);
    try {
      if (!in.isProtected()) {
        Entry entry = made.self();
        if (!isOwn.test(entry)) {
          throw exchanged();
        }
        inode = entry.inode();
      }
      return made;
    } catch (IOException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private interface Check {
    boolean test(Entry made);
  }

  /**
   * Renames the entry within its directory.
   *
   * @param replace see {@link WritableDirectory#rename}
   */
  void rename(RawPath to, boolean replace) throws IOException {
    if (inode != null) {
      // RACE: the name may be exchanged after this check. The entry that is then renamed belongs
      // to that user, and this process gave it nothing.
      Entry now = in.read(name);
      if (now == null || !now.inode().equals(inode)) {
        throw exchanged();
      }
    }
    in.rename(name, to, replace);
  }

  private FileSystemException exchanged() {
    return new FileSystemException(
        in.path().resolve(name.path()).toString(),
        null,
        "another process has exchanged the temporary file");
  }

  /**
   * Removes the entry after a failure.
   *
   * @return false if the directory lets nothing go, so that it is still there
   */
  boolean discard(Exception cause) {
    try {
      in.delete(name, false);
    } catch (NoSuchFileException e) {
      // It was not created yet.
    } catch (NotSupportedException e) {
      cause.addSuppressed(e);
      return false;
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return true;
  }
}
