package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Path;

/** Where the two trees of a mirror are: creates, locks and opens them. */
public interface Site {

  /** The source's root, for messages. */
  Path source();

  /** The replica's root, for messages. */
  Path replica();

  /** Creates the replica's root if it is missing. */
  void createReplica() throws IOException;

  /**
   * Locks the replica's root against other mirrors, unless this site has locked it already. A disk
   * that was unmounted and mounted again has another root to lock.
   *
   * @throws UnusableFolderException when another mirror has the lock; the message is for the user
   */
  void lock() throws UnusableFolderException, IOException;

  /** Releases the lock. */
  void unlock();

  /**
   * Opens both trees. Links of the replica are never followed.
   *
   * @param replicaMayBeMissing whether a missing replica is taken for an empty one
   * @throws GoneException when one of the roots is not there
   */
  Trees open(ReadOptions options, boolean replicaMayBeMissing) throws IOException;

  /**
   * Opens a folder outside both trees: the trash.
   *
   * @param options how its entries are read
   * @param create whether to create it if it is missing
   */
  WritableTree openOutside(Path folder, ReadOptions options, boolean create) throws IOException;

  /** Whether a change failed because the replica as a whole is gone, read-only, full or broken. */
  boolean isReplicaFailure(IOException failure);
}
