package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.attribute.FileTime;

/**
 * An entry of the replica held open, to set its attributes. Nothing here follows a link, and
 * nothing can reach another entry that has taken the same name meanwhile.
 *
 * <p>Each method throws {@link NotSupportedException} where the file system, or the kernel for this
 * user, refuses the operation as such.
 */
public interface WritableHandle extends OpenHandle {

  /** Sets the twelve permission bits. Must not be called for a symbolic link. */
  void setMode(int mode) throws IOException;

  void setModified(FileTime time) throws IOException;

  /**
   * Sets owner and group.
   *
   * @param uid the owner's number, or -1 to leave it
   * @param gid the group's number, or -1 to leave it
   */
  void setOwner(int uid, int gid) throws IOException;

  /**
   * Sets or removes an extended attribute; a POSIX ACL is one.
   *
   * @param value null to remove it; nothing happens when the entry has no such attribute
   */
  void setExtended(String attribute, byte[] value) throws IOException;

  /** Waits until the entry is on the disk, with its attributes. */
  void sync() throws IOException;
}
