package io.camelmirror.tree;

/**
 * The state of one path at the time it was read.
 *
 * @param kind the file type
 * @param size bytes of content; 0 unless it is a regular file
 * @param modified the modification time
 * @param mode the twelve permission bits, {@code 07777}
 * @param uid the owner's user id
 * @param gid the group id
 * @param linkTarget the text of a symbolic link, unresolved; null for other kinds
 * @param rdev the device number of a device node; 0 for other kinds
 * @param inode identifies the object and its file system
 * @param names the number of hard links
 * @param changed the change time (ctime), which no program can set
 * @param extended the extended attributes, as far as {@link ReadOptions} asks for them
 */
public record Entry(
    Kind kind,
    long size,
    Timestamp modified,
    int mode,
    int uid,
    int gid,
    RawPath linkTarget,
    long rdev,
    Inode inode,
    int names,
    Timestamp changed,
    ExtendedAttributes extended) {

  /**
   * Identifies one object on one file system.
   *
   * @param device the device number of the file system
   * @param number the inode number
   */
  public record Inode(long device, long number) {

    // A record's generated equals() costs several times as much until C2 compiles it.
    @Override
    public boolean equals(Object other) {
      return other instanceof Inode that && number == that.number && device == that.device;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(31 * number + device);
    }
  }

  /** Returns a copy with another owner, group, permissions and extended attributes. */
  public Entry with(int otherUid, int otherGid, int otherMode, ExtendedAttributes otherExtended) {
    return new Entry(
        kind,
        size,
        modified,
        otherMode,
        otherUid,
        otherGid,
        linkTarget,
        rdev,
        inode,
        names,
        changed,
        otherExtended);
  }

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  /** Returns true if the object has other hard links. Always false for a directory. */
  public boolean hasOtherNames() {
    return names > 1 && !isDirectory();
  }

  /** Returns true if the content has not been written since the earlier read. */
  public boolean isSameContent(Entry earlier) {
    return kind == earlier.kind
        && size == earlier.size
        && modified.equals(earlier.modified)
        && changed.equals(earlier.changed)
        && inode.equals(earlier.inode);
  }

  /** Returns this entry with another size and modification time. */
  public Entry with(long otherSize, Timestamp otherTime) {
    return new Entry(
        kind,
        otherSize,
        otherTime,
        mode,
        uid,
        gid,
        linkTarget,
        rdev,
        inode,
        names,
        changed,
        extended);
  }

  /**
   * User and group that own an entry.
   *
   * @param uid the owner's user id
   * @param gid the group id
   */
  public record Owner(int uid, int gid) {

    public static Owner of(Entry entry) {
      return new Owner(entry.uid(), entry.gid());
    }
  }

  /**
   * The entries with the same name in two directories.
   *
   * @param one null if the first directory has no such entry
   * @param other null if the second directory has no such entry
   */
  public record Pair(Entry one, Entry other) {

    /**
     * A file without other hard links that both directories have, equal in every field except inode
     * and change time. Most files of a mirror are like this; a shared constant saves two entries
     * for each.
     */
    public static final Pair SAME_FILE = new Pair(null, null);
  }
}
