package io.camelmirror.posix;

import java.nio.ByteBuffer;

/**
 * The calls that write. Each gives 0 or more, or a negative error number. None follows a link that
 * stands at the name it is given. Where attributes are set, the empty name is that of the directory
 * itself, also of one that may not be entered.
 */
public final class Writes {

  /**
   * For the access time: now. To leave it as it is would be more fitting, but is taken by some file
   * systems (exfat-fuse) for a wish to leave both.
   */
  private static final long UTIME_NOW = (1L << 30) - 1;

  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_REMOVEDIR = 0x200;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int RENAME_NOREPLACE = 1;
  private static final int O_WRONLY_CREATE_EXCLUSIVE = 01 | 0100 | 0200;
  private static final int O_CLOEXEC = 02000000;
  private static final int FCHMODAT2 = 452;
  private static final int OWNER_READ_WRITE = 0600;

  private Writes() {}

  public static int makeDirectory(int at, byte[] name, int mode) {
    return Posix.result(WriteCalls.mkdirat(at, Scratch.get().first(name), mode));
  }

  /**
   * Makes a FIFO or a device node.
   *
   * @param mode type and permission bits
   */
  public static int makeNode(int at, byte[] name, int mode, long device) {
    return Posix.result(WriteCalls.mknodat(at, Scratch.get().first(name), mode, device));
  }

  public static int makeLink(byte[] target, int at, byte[] name) {
    Scratch scratch = Scratch.get();
    return Posix.result(WriteCalls.symlinkat(scratch.second(target), at, scratch.first(name)));
  }

  /** Gives a file, link or node a second name. */
  public static int linkHard(int from, byte[] fromName, int to, byte[] toName) {
    Scratch scratch = Scratch.get();
    return Posix.result(
        WriteCalls.linkat(from, scratch.first(fromName), to, scratch.second(toName), 0));
  }

  /**
   * Renames, at once in place of what has the name.
   *
   * @param keep whether to fail with {@code -EEXIST} instead when something has it
   */
  public static int rename(int from, byte[] fromName, int to, byte[] toName, boolean keep) {
    Scratch scratch = Scratch.get();
    return Posix.result(
        WriteCalls.renameat2(
            from,
            scratch.first(fromName),
            to,
            scratch.second(toName),
            keep ? RENAME_NOREPLACE : 0));
  }

  public static int delete(int at, byte[] name, boolean directory) {
    return Posix.result(
        WriteCalls.unlinkat(at, Scratch.get().first(name), directory ? AT_REMOVEDIR : 0));
  }

  /** Sets when something was last modified, in seconds since 1970 and nanoseconds. */
  public static int setModified(int at, byte[] name, long seconds, int nanos) {
    Scratch scratch = Scratch.get();
    long times = times(scratch, seconds, nanos);
    if (name.length > 0) {
      return Posix.result(
          WriteCalls.utimensat(at, scratch.first(name), times, AT_SYMLINK_NOFOLLOW));
    }
    int result = Posix.result(WriteCalls.utimensat(at, scratch.first(name), times, AT_EMPTY_PATH));
    // Linux 5.8 has brought that; before, what is only entered can be changed by a path alone.
    return result == -Errno.EINVAL
        ? Posix.result(
            WriteCalls.utimensat(Posix.NO_DIRECTORY, scratch.first(Descriptors.path(at)), times, 0))
        : result;
  }

  /** Sets when an open file was last modified. */
  public static int setModified(int file, long seconds, int nanos) {
    return Posix.result(WriteCalls.futimens(file, times(Scratch.get(), seconds, nanos)));
  }

  private static long times(Scratch scratch, long seconds, int nanos) {
    ByteBuffer times = scratch.small().bytes;
    times.putLong(0, 0);
    times.putLong(8, UTIME_NOW);
    times.putLong(16, seconds);
    times.putLong(24, nanos);
    return scratch.small().address;
  }

  /** Sets the permission bits of anything but a link. */
  public static int setMode(int at, byte[] name, int mode) {
    long address = Scratch.get().first(name);
    int flags = name.length == 0 ? AT_EMPTY_PATH : AT_SYMLINK_NOFOLLOW;
    int result = (int) Posix.result(ReadCalls.syscall(FCHMODAT2, at, address, mode, flags, 0));
    // Linux 6.6 has brought that call; the C library does without it, in several steps.
    boolean missing = result == -Errno.ENOSYS || result == -Errno.EPERM;
    if (name.length == 0) {
      return missing
          ? Posix.result(
              WriteCalls.fchmodat(
                  Posix.NO_DIRECTORY, Scratch.get().first(Descriptors.path(at)), mode, 0))
          : result;
    }
    if (missing) {
      result = Posix.result(WriteCalls.fchmodat(at, address, mode, AT_SYMLINK_NOFOLLOW));
    }
    // An older C library does not.
    return result == -Errno.EOPNOTSUPP || result == -Errno.EINVAL
        ? Posix.result(WriteCalls.fchmodat(at, address, mode, 0))
        : result;
  }

  /** Sets the permission bits of an open file. */
  public static int setMode(int file, int mode) {
    return Posix.result(WriteCalls.fchmod(file, mode));
  }

  /** Sets owner and group of an open file; -1 leaves one as it is. */
  public static int setOwner(int file, int user, int group) {
    return Posix.result(WriteCalls.fchown(file, user, group));
  }

  /** Sets owner and group; -1 leaves one as it is. */
  public static int setOwner(int at, byte[] name, int user, int group) {
    int flags = name.length == 0 ? AT_EMPTY_PATH : AT_SYMLINK_NOFOLLOW;
    return Posix.result(WriteCalls.fchownat(at, Scratch.get().first(name), user, group, flags));
  }

  public static int setAttribute(int at, byte[] name, byte[] attribute, byte[] value) {
    Scratch scratch = Scratch.get();
    Scratch.Area bulk = scratch.bulk();
    bulk.bytes.put(0, value);
    long key = scratch.second(attribute);
    return Posix.result(
        name.length == 0
            ? WriteCalls.setxattr(
                scratch.first(Descriptors.path(at)), key, bulk.address, value.length, 0)
            : WriteCalls.lsetxattr(
                scratch.first(Descriptors.path(at, name)), key, bulk.address, value.length, 0));
  }

  public static int removeAttribute(int at, byte[] name, byte[] attribute) {
    Scratch scratch = Scratch.get();
    long key = scratch.second(attribute);
    return Posix.result(
        name.length == 0
            ? WriteCalls.removexattr(scratch.first(Descriptors.path(at)), key)
            : WriteCalls.lremovexattr(scratch.first(Descriptors.path(at, name)), key));
  }

  /** Makes a file that only its owner can read, and opens it for writing. */
  public static int createFile(int at, byte[] name) {
    return Posix.result(
        WriteCalls.openat(
            at,
            Scratch.get().first(name),
            O_WRONLY_CREATE_EXCLUSIVE | O_CLOEXEC,
            OWNER_READ_WRITE));
  }

  /** Waits until what was written to an open file or directory is on the disk. */
  public static int sync(int descriptor) {
    return Posix.result(WriteCalls.fsync(descriptor));
  }

  /** Waits until all that was written to the file system of an open file is on the disk. */
  public static int syncFileSystem(int descriptor) {
    return Posix.result(WriteCalls.syncfs(descriptor));
  }

  public static int setSize(int file, long size) {
    return Posix.result(WriteCalls.ftruncate(file, size));
  }

  /**
   * Copies content between two open files, inside the kernel where it can.
   *
   * @param offset where, in both
   * @return the bytes copied, 0 at the end of the first file
   */
  public static long copy(int from, int to, long offset, long count) {
    ByteBuffer offsets = Scratch.get().small().bytes;
    long address = Scratch.get().small().address;
    offsets.putLong(0, offset);
    offsets.putLong(8, offset);
    return Posix.result(WriteCalls.copy_file_range(from, address, to, address + 8, count, 0));
  }

  /** The same through memory of this process, at most some 64 KiB at once. */
  public static long copyThroughMemory(int from, int to, long offset, long count) {
    Scratch.Area bulk = Scratch.get().bulk();
    long read =
        Posix.result(ReadCalls.pread(from, bulk.address, Math.min(count, Scratch.BULK), offset));
    long written = 0;
    while (written < read) {
      long result =
          Posix.result(
              WriteCalls.pwrite(to, bulk.address + written, read - written, offset + written));
      if (result < 0) {
        return result;
      }
      written += result;
    }
    return read;
  }
}
