package io.camelmirror.diff;

import io.camelmirror.tree.Capability;

/**
 * Hears what cannot be kept in the replica. May be called by several threads, any number of times.
 */
public interface NotKeptListener {

  /** Something differs that this user, or the file system of the replica, cannot keep. */
  void notKept(Capability what, Capabilities capabilities);

  /** Something could not be kept for one path, in a way that may repeat; no problem of its own. */
  void notKeptEverywhere(Capability what, Throwable cause);
}
