package io.camelmirror.apply;

import io.camelmirror.posix.Posix;
import io.camelmirror.tree.Content;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Held;
import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.util.function.BooleanSupplier;

/**
 * The calls that change a file system. All writing but the making of roots goes through here, so
 * that a test can let each of them fail. Each is about one name in an open directory, and none
 * follows a link that has that name; where attributes are set, {@link RawPath#SELF} is the name of
 * what is held open itself.
 */
interface FileOperations {

  /** Those of the C library where they can be made, else those of Java. */
  static FileOperations best() {
    return Posix.isAvailable() ? new PosixFileOperations() : new NioFileOperations();
  }

  /** Makes one directory that only its owner can enter. */
  void createDirectory(Directory in, RawPath name) throws IOException;

  /** Makes an empty file that only its owner can read, and opens it. */
  Held createFile(Directory in, RawPath name) throws IOException;

  /**
   * Makes a symbolic link with a text that is not resolved.
   *
   * @throws CannotKeepException when the file system has no such thing
   */
  void createLink(Directory in, RawPath name, RawPath target) throws IOException;

  /**
   * Makes a FIFO or a device node that only its owner can use.
   *
   * @throws CannotKeepException when that is not permitted, or not possible here
   */
  void createNode(Directory in, RawPath name, Entry like) throws IOException;

  /**
   * Gives a file another name.
   *
   * @throws CannotKeepException when the file system has no such thing
   */
  void createName(Directory from, RawPath file, Directory in, RawPath name) throws IOException;

  /**
   * Copies the content of a file into an empty one.
   *
   * @param entry that file's, of which no more than its size is copied
   * @param sparse whether to leave holes where the file has them
   * @param aborted asked now and then during a long copy; when it says true the copy ends with
   *     {@link AbortedException}
   * @return the bytes copied, holes included
   */
  long copy(Content from, Entry entry, Held to, boolean sparse, BooleanSupplier aborted)
      throws IOException;

  /**
   * Sets the twelve permission bits of anything but a link.
   *
   * @throws CannotKeepException when the file system does not store them
   */
  void setMode(Held in, RawPath name, int mode) throws IOException;

  /**
   * Sets when an entry was last modified.
   *
   * @throws CannotKeepException when it is a link, and links have no time of their own here
   */
  void setModified(Held in, RawPath name, FileTime time) throws IOException;

  /**
   * Sets owner and group.
   *
   * @param uid the owner's number, or -1 to leave it
   * @throws CannotKeepException when that is not permitted
   */
  void setOwner(Held in, RawPath name, int uid, int gid) throws IOException;

  /**
   * Sets or removes an extended attribute.
   *
   * @param value the value, or null to remove it; nothing happens when there is none to remove
   * @throws CannotKeepException when the file system has no such thing
   */
  void setExtended(Held in, RawPath name, String attribute, byte[] value) throws IOException;

  /**
   * Renames within a directory, at once.
   *
   * @param replace whether in place of a file or link that has the name; without, something that
   *     has it is a {@link java.nio.file.FileAlreadyExistsException} where that can be told
   */
  void rename(Directory in, RawPath from, RawPath to, boolean replace) throws IOException;

  /**
   * Moves a file, link or special to another directory, where nothing has the name.
   *
   * @return whether it did: not when that is on another file system
   */
  boolean move(Directory from, RawPath name, Directory to, RawPath newName) throws IOException;

  /** Waits until a file is on the disk, with its attributes. */
  void sync(Held in, RawPath name) throws IOException;

  /** Waits until all that was written to the file system of a directory is on the disk. */
  void syncFileSystem(Directory in) throws IOException;

  /** Removes a file, a link, a special or an empty directory. */
  void delete(Directory in, RawPath name, boolean directory) throws IOException;
}
