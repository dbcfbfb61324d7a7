package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Path;

/** Creates, locks and opens the two trees of a mirror. */
public interface Site {

  /** The source's root, for messages. */
  Path source();

  /** The replica's root, for messages. */
  Path replica();

  /** Creates the replica root if it is missing. */
  void createReplica() throws IOException;

  /**
   * Locks the replica root against other mirrors, unless this site already holds the lock.
   * Unmounting and remounting a disk brings a new root to lock.
   *
   * @throws UnusableFolderException if another mirror holds the lock; the message is for the user
   */
  void lock() throws UnusableFolderException, IOException;

  /** Releases the lock. */
  void unlock();

  /**
   * Opens both trees. Links in the replica are never followed.
   *
   * @param replicaMayBeMissing treat a missing replica as empty
   * @throws GoneException if a root is missing
   */
  Trees open(ReadOptions options, boolean replicaMayBeMissing) throws IOException;

  /**
   * Lets all other programs have the processor and the disks before the calling thread, as far as
   * the system supports that.
   */
  default void makeThreadIdle() {}

  /** What is mounted below the source now. */
  default MountsInSource mountsInSource() {
    return MountsInSource.NONE;
  }

  /**
   * Opens a folder outside both trees, for the trash.
   *
   * @param options how to read its entries
   * @param create create the folder if it is missing
   */
  WritableTree openOutside(Path folder, ReadOptions options, boolean create) throws IOException;

  /**
   * Returns true if a change failed because the whole replica is missing, read-only, full or
   * broken.
   */
  boolean isReplicaFailure(IOException failure);
}
