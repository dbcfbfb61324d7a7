package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;

/**
 * An open directory of the replica. Each method here acts on one name in it and does not follow a
 * link of this name; the methods of {@link WritableHandle} act on the directory itself.
 */
public interface WritableDirectory extends Directory, WritableHandle {

  /**
   * Returns true if only root and this user can rename or replace entries of this user here, and
   * change the directory's own attributes.
   */
  default boolean isProtected() throws IOException {
    Entry self = self();
    return Privileges.CURRENT.protects(self.uid(), self.mode());
  }

  /** Opens an entry to set its attributes. Opens a link itself, not its target. */
  WritableHandle openEntry(RawPath name) throws IOException;

  /** Creates and opens an empty file with mode 0600. */
  WritableFile createFile(RawPath name) throws IOException;

  /** Creates a directory with mode 0700. */
  void createDirectory(RawPath name) throws IOException;

  /** Creates a symbolic link; the target is not resolved. */
  void createLink(RawPath name, RawPath target) throws IOException;

  /**
   * Creates a FIFO or device node that only its owner can use.
   *
   * @param rdev the device number of a device node
   */
  void createNode(RawPath name, Kind kind, long rdev) throws IOException;

  /**
   * Creates a hard link here to a file, link or node.
   *
   * @param entry the entry, opened by this tree
   * @throws NotSupportedException also if it is on another file system or has the maximum number of
   *     links
   */
  void createHardLink(WritableHandle entry, RawPath name) throws IOException;

  /**
   * Renames atomically within the directory.
   *
   * @param replace replace an existing file or link; otherwise it causes {@link
   *     FileAlreadyExistsException} if the file system can tell
   */
  void rename(RawPath from, RawPath to, boolean replace) throws IOException;

  /**
   * Moves an entry to another directory of the same tree or of another one, to an unused name.
   *
   * @return false if the other directory is on another file system, or if the file system cannot
   *     tell whether the name is unused; nothing was moved then
   * @throws FileAlreadyExistsException if the name is used
   */
  boolean move(RawPath name, WritableDirectory to, RawPath newName) throws IOException;

  /** Removes a file, link, special file or empty directory. */
  void delete(RawPath name, boolean directory) throws IOException;

  /**
   * The owner of a file that this process has just created here. It is the same for all of them as
   * long as nobody else can change the directory.
   */
  default Entry.Owner ownerOf(WritableFile made) throws IOException {
    return Entry.Owner.of(made.self());
  }

  /** Waits until everything written to the directory's file system is on disk. */
  void syncFileSystem() throws IOException;
}
