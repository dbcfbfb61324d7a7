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
 * Keeps a second mirror from the same replica. It is a lock of the kernel on the folder itself: the
 * end of the process, in whatever way, releases it, and nothing is written. Without the calls of
 * the C library there is none.
 */
public final class FolderLock implements Closeable {

  private static final Path TABLE = Path.of("/proc/locks");
  private static final int PROCESS = 4;
  private static final int FILE = 5;

  private final Path replica;
  private int descriptor = -1;
  private Stat locked;

  /** Makes a lock that is open. */
  public FolderLock(Path replica) {
    this.replica = replica;
  }

  /**
   * Locks the folder that the path leads to now, unless this lock has it already.
   *
   * @throws UnusableFolderException when another mirror has it; its message is for the user
   * @throws IOException when it is not there
   */
  public synchronized void acquire() throws UnusableFolderException, IOException {
    if (!Posix.isAvailable()) {
      return;
    }
    int opened = Reads.openDirectory(Posix.NO_DIRECTORY, RawPath.of(replica).bytes(), true, false);
    if (opened == -Errno.EACCES) {
      // Its owner's permissions are widened when the pass comes to it; the next pass locks it.
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

  /** What the kernel calls a file there: {@code fd:01:4711}. */
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

  /** Who has a lock, by the lines of {@code proc_locks(5)}: {@code , process 4711}, or nothing. */
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
