package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.ErrnoException;
import io.camelmirror.posix.Posix;
import io.camelmirror.posix.Reads;
import io.camelmirror.posix.Stat;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.UnusableFolderException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prevents a second mirror from using the same replica. It takes a kernel lock (flock) on the
 * folder itself, so nothing is written and the lock disappears with the process, however that ends.
 * Without access to the C library it does nothing.
 */
public final class FolderLock implements Closeable {

  private static final Path TABLE = Path.of("/proc/locks");
  private static final int PROCESS = 4;
  private static final int FILE = 5;

  private final Path replica;
  private int descriptor = -1;
  private Stat locked;

  /** Creates the lock without acquiring it. */
  public FolderLock(Path replica) {
    this.replica = replica;
  }

  /**
   * Locks the folder currently at the path, unless this object already holds its lock.
   *
   * @throws UnusableFolderException if another mirror holds the lock; the message is for the user
   * @throws IOException if the folder does not exist
   */
  public synchronized void acquire() throws UnusableFolderException, IOException {
    if (!Posix.isAvailable()) {
      return;
    }
    int opened = Reads.openDirectory(Posix.NO_DIRECTORY, RawPath.of(replica).bytes(), true, false);
    if (opened == -Errno.EACCES) {
      // The pass widens the owner's permissions when it gets there; the next pass then locks it.
      return;
    }
    if (opened < 0) {
      throw Errno.exception(opened, replica);
    }
    try {
      Stat found = Reads.stat(opened);
      if (locked != null && locked.device() == found.device() && locked.inode() == found.inode()) {
        Reads.close(opened);
        return;
      }
      if (Reads.lock(opened) == -Errno.EAGAIN) {
        Reads.close(opened);
        throw new UnusableFolderException(
            "the replica "
                + RawPath.of(replica)
                + " belongs to another mirror"
                + holder(table(), identity(found)));
      }
      close();
      descriptor = opened;
      locked = found;
    } catch (ErrnoException e) {
      Reads.close(opened);
      throw e.about(replica);
    }
  }

  /** The file's id in the kernel's lock table: {@code fd:01:4711}. */
  private static String identity(Stat file) {
    return String.format(
        Locale.ROOT,
        "%02x:%02x:%d",
        file.device() >>> Integer.SIZE,
        (int) file.device(),
        file.inode());
  }

  private static List<String> table() {
    try {
      return Files.readAllLines(TABLE);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Finds the lock holder in {@code proc_locks(5)}: {@code , process 4711}, or an empty string. */
  static String holder(List<String> lines, String identity) {
    for (String line : lines) {
      String[] words = line.trim().split("\\s+");
      if (words.length > FILE && words[1].equals("FLOCK") && words[FILE].equals(identity)) {
        return ", process " + words[PROCESS];
      }
    }
    return "";
  }

  @Override
  public synchronized void close() {
    if (descriptor >= 0) {
      Reads.close(descriptor);
      descriptor = -1;
      locked = null;
    }
  }
}
