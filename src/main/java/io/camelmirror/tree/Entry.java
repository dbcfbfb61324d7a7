package io.camelmirror.tree;

import java.nio.file.attribute.FileTime;

/**
 * What stands at one path, as it was when it was looked at.
 *
 * @param kind what it is
 * @param size bytes of content; 0 for everything but a file
 * @param modified when the content (of a directory: the list of names) last changed
 * @param mode the twelve permission bits, {@code 07777}
 * @param uid the owner's number
 * @param gid the group's number
 * @param linkTarget the text of a symbolic link, unresolved; null for everything else
 * @param rdev the device that a device node stands for; 0 for everything else
 * @param inode which object of which file system it is
 * @param names how many names the object has
 * @param changed when anything about it last changed, a time that nobody can set
 * @param extended its extended attributes, as far as they were asked for
 */
public record Entry(
    Kind kind,
    long size,
    FileTime modified,
    int mode,
    int uid,
    int gid,
    RawPath linkTarget,
    long rdev,
    Inode inode,
    int names,
    FileTime changed,
    ExtendedAttributes extended) {

  /**
   * One object of one file system.
   *
   * @param device the number of the file system
   * @param number the number in it
   */
  public record Inode(long device, long number) {

    // That of a record costs several times as much, before the optimizing compiler has come.
    @Override
    public boolean equals(Object other) {
      return other instanceof Inode that && number == that.number && device == that.device;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(31 * number + device);
    }
  }

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  /** Whether other names stand for the same object. A directory has one name. */
  public boolean hasOtherNames() {
    return names > 1 && !isDirectory();
  }

  /** Whether nothing was written to it between two looks. */
  public boolean isSameContent(Entry earlier) {
    return kind == earlier.kind
        && size == earlier.size
        && modified.equals(earlier.modified)
        && changed.equals(earlier.changed)
        && inode.equals(earlier.inode);
  }

  /**
   * Whose something is.
   *
   * @param uid the owner's number
   * @param gid the group's number
   */
  public record Owner(int uid, int gid) {

    public static Owner of(Entry entry) {
      return new Owner(entry.uid(), entry.gid());
    }
  }

  /**
   * What stands under one name in two directories.
   *
   * @param one null when nothing stands in the first one
   * @param other null when nothing stands in the second one
   */
  public record Pair(Entry one, Entry other) {

    /**
     * A file in both, without other names, and the same in all that an entry tells but inode and
     * time of change. That is most of what a walk through a mirror sees: no entries are made for
     * it.
     */
    public static final Pair SAME_FILE = new Pair(null, null);
  }
}
