package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;

/**
 * A directory of the replica, held open. Each method is about one name in it, and none follows a
 * link that has this name; those of {@link WritableHandle} are about the directory itself.
 */
public interface WritableDirectory extends Directory, WritableHandle {

  /** Opens what has a name, to set its attributes; a link itself. */
  WritableHandle openEntry(RawPath name) throws IOException;

  /** Makes an empty file that only its owner can read and write, and opens it. */
  WritableFile createFile(RawPath name) throws IOException;

  /** Makes a directory that only its owner can enter. */
  void createDirectory(RawPath name) throws IOException;

  /** Makes a symbolic link with a text that is not resolved. */
  void createLink(RawPath name, RawPath target) throws IOException;

  /**
   * Makes a FIFO or a device node that only its owner can use.
   *
   * @param rdev the device that a node stands for
   */
  void createNode(RawPath name, Kind kind, long rdev) throws IOException;

  /**
   * Gives a file, link or node of another directory, or of this one, a further name here.
   *
   * @throws NotSupportedException also when it is on another file system, or has as many names as
   *     it may have
   */
  void createHardLink(WritableDirectory from, RawPath file, RawPath name) throws IOException;

  /**
   * Renames within the directory, atomically.
   *
   * @param replace whether to replace a file or link that has the new name; without, that is a
   *     {@link FileAlreadyExistsException} where it can be told
   */
  void rename(RawPath from, RawPath to, boolean replace) throws IOException;

  /**
   * Moves a file, link or special to another directory, where nothing has the name.
   *
   * @return false when the other directory is on another file system; nothing has happened then
   */
  boolean move(RawPath name, WritableDirectory to, RawPath newName) throws IOException;

  /** Removes a file, a link, a special or an empty directory. */
  void delete(RawPath name, boolean directory) throws IOException;

  /**
   * The owner of the files that this process makes here. It is the same for all, as long as nobody
   * changes the directory itself. RACE: if somebody does, the next pass sees a wrong owner.
   *
   * @param made a file that was just made here
   */
  default Entry.Owner ownerOf(WritableFile made) throws IOException {
    return Entry.Owner.of(made.self());
  }

  /** Waits until all that was written to the directory's file system is on the disk. */
  void syncFileSystem() throws IOException;
}
