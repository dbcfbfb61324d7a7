package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.Locks;
import io.camelmirror.posix.Posix;
import io.camelmirror.posix.Reads;
import io.camelmirror.posix.Stat;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.UnusableFolderException;
import io.camelmirror.tree.Way;
import java.io.Closeable;
import java.io.IOException;

/**
 * Prevents a second mirror from using the same replica, and a circle of mirrors. It takes a kernel
 * lock (flock) on the folder itself, so nothing is written and the lock disappears with the
 * process, however that ends. Without access to the C library it does nothing.
 */
public final class FolderLock implements Closeable {

  private static final byte[] SELF = {'.'};

  private final RootPath source;
  private final RootPath replica;
  private int descriptor = -1;
  private Stat locked;
  private Entry.Inode marked;

  /** Creates the lock without acquiring it. */
  FolderLock(RootPath source, RootPath replica) {
    this.source = source;
    this.replica = replica;
  }

  /**
   * Locks the folder currently at the path, unless this object already holds its lock.
   *
   * @throws UnusableFolderException if another mirror holds the lock, or the replica is the origin
   *     of the source; the message is for the user
   * @throws IOException if the folder does not exist
   */
  public synchronized void acquire() throws UnusableFolderException, IOException {
    if (!Posix.isAvailable()) {
      return;
    }
    try (Way<DescriptorPlace> way = replica.follow()) {
      if (lock(way.end())) {
        requireNoCircle(way);
      }
    }
  }

  /** Returns true if the lock is held; a replica that may not be read is not locked yet. */
  private boolean lock(DescriptorPlace root) throws UnusableFolderException, IOException {
    Stat found = root.stat();
    if (holds(root.inode())) {
      return true;
    }
    int opened = Reads.openDirectory(root.descriptor(), SELF, true, false);
    if (opened == -Errno.EACCES) {
      // The pass widens the owner's permissions when it gets there; the next pass then locks it.
      return false;
    }
    if (opened < 0) {
      throw Errno.exception(opened, replica.path());
    }
    if (Reads.lock(opened) == -Errno.EAGAIN) {
      Reads.close(opened);
      throw new UnusableFolderException(
          "the replica "
              + PathText.of(replica.path())
              + " belongs to another mirror"
              + LockTable.read().holder(found));
    }
    close();
    descriptor = opened;
    locked = found;
    return true;
  }

  private boolean holds(Entry.Inode folder) {
    return locked != null && folder.equals(new Entry.Inode(locked.device(), locked.inode()));
  }

  /** Returns true if another folder than this one is locked. */
  synchronized boolean isOnAnother(Entry.Inode folder) {
    return locked != null && !holds(folder);
  }

  /** Marks the replica first and looks then: of two mirrors that start at once, one sees it. */
  private void requireNoCircle(Way<DescriptorPlace> way)
      throws UnusableFolderException, IOException {
    Entry.Inode origin;
    try (Way<DescriptorPlace> toSource = source.follow()) {
      origin = toSource.end().inode();
    } catch (IOException e) {
      // The pass reports it.
      return;
    }
    if (origin.equals(marked)) {
      return;
    }
    Locks.mark(descriptor, origin.number(), LockTable.lengthFor(origin.device()));
    if (LockTable.read().comesFrom(origin, way.inodes())) {
      close();
      throw new UnusableFolderException(
          "the source "
              + PathText.of(source.path())
              + " is the replica of another mirror whose content comes from "
              + PathText.of(replica.path())
              + ": mirrors must not form a circle");
    }
    marked = origin;
  }

  @Override
  public synchronized void close() {
    if (descriptor >= 0) {
      Reads.close(descriptor);
      descriptor = -1;
      locked = null;
      marked = null;
    }
  }
}
