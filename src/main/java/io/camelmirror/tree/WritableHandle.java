package io.camelmirror.tree;

import java.io.IOException;

/**
 * An open entry of the replica, to set its attributes. The methods follow no link and cannot affect
 * another entry that has since taken the same name.
 *
 * <p>Each method throws {@link NotSupportedException} if the file system does not support the
 * operation, or the kernel does not permit it to this user.
 */
public interface WritableHandle extends OpenHandle {

  /** Sets the twelve permission bits. Must not be called for a symbolic link. */
  void setMode(int mode) throws IOException;

  void setModified(Timestamp time) throws IOException;

  /**
   * Sets owner and group.
   *
   * @param uid the user id, or -1 to keep it
   * @param gid the group id, or -1 to keep it
   */
  void setOwner(int uid, int gid) throws IOException;

  /**
   * Sets or removes an extended attribute, such as a POSIX ACL.
   *
   * @param value null to remove it; removing a missing attribute does nothing
   */
  void setExtended(String attribute, byte[] value) throws IOException;

  /** Waits until the entry and its attributes are on disk. */
  void sync() throws IOException;
}
