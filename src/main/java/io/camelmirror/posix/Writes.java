package io.camelmirror.posix;

import java.nio.ByteBuffer;

/**
 * Write calls. Each returns a result of 0 or more, or a negative error number. None of them follows
 * a link at the given name. When setting attributes, the empty name stands for the directory
 * itself, even if it may not be entered.
 */
public final class Writes {

  /**
   * Sets the access time to now. {@code UTIME_OMIT} would be more fitting, but some file systems
   * (exfat-fuse) then leave both times unchanged.
   */
  private static final long UTIME_NOW = (1L << 30) - 1;

  private static final int AT_REMOVEDIR = 0x200;
  private static final int AT_SYMLINK_FOLLOW = 0x400;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int RENAME_NOREPLACE = 1;
  private static final int O_WRONLY_CREATE_EXCLUSIVE = 01 | 0100 | 0200;
  private static final int O_CLOEXEC = 02000000;
  private static final int FCHMODAT2 = 452;
  private static final int OWNER_READ_WRITE = 0600;

  private static final byte[] SELF = {};

  private Writes() {}

  public static int makeDirectory(int at, byte[] name, int mode) {
    return Posix.result(WriteCalls.mkdirat(at, Scratch.get().first(name), mode));
  }

  /**
   * Creates a FIFO or a device node.
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

  /** Creates a hard link to what is open, also with {@code O_PATH}. */
  public static int linkHard(int descriptor, int to, byte[] toName) {
    Scratch scratch = Scratch.get();
    return Posix.result(
        WriteCalls.linkat(
            Posix.NO_DIRECTORY,
            scratch.first(Descriptors.path(descriptor)),
            to,
            scratch.second(toName),
            AT_SYMLINK_FOLLOW));
  }

  /**
   * Renames atomically, replacing any entry at the new name.
   *
   * @param keep whether to fail with {@code -EEXIST} instead of replacing an entry
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

  /**
   * Sets the modification time of what was opened with {@code O_PATH}.
   *
   * @param seconds since 1970
   */
  public static int setModifiedOfPath(int descriptor, long seconds, int nanos) {
    Scratch scratch = Scratch.get();
    long times = times(scratch, seconds, nanos);
    int result =
        Posix.result(WriteCalls.utimensat(descriptor, scratch.first(SELF), times, AT_EMPTY_PATH));
    // Since Linux 5.8; before, only a path reaches it.
    return result == -Errno.EINVAL
        ? Posix.result(
            WriteCalls.utimensat(
                Posix.NO_DIRECTORY, scratch.first(Descriptors.path(descriptor)), times, 0))
        : result;
  }

  /** Sets the modification time of an open file. */
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

  /** Sets the permission bits of what was opened with {@code O_PATH}; not of a link. */
  public static int setModeOfPath(int descriptor, int mode) {
    long self = Scratch.get().first(SELF);
    int result =
        (int) Posix.result(ReadCalls.syscall(FCHMODAT2, descriptor, self, mode, AT_EMPTY_PATH, 0));
    // Since Linux 6.6, and not in every sandbox; else only a path reaches it.
    return result == -Errno.ENOSYS || result == -Errno.EPERM
        ? Posix.result(
            WriteCalls.fchmodat(
                Posix.NO_DIRECTORY, Scratch.get().first(Descriptors.path(descriptor)), mode, 0))
        : result;
  }

  /** Sets the permission bits of an open file. */
  public static int setMode(int file, int mode) {
    return Posix.result(WriteCalls.fchmod(file, mode));
  }

  /** Sets owner and group of an open file; -1 leaves the value unchanged. */
  public static int setOwner(int file, int user, int group) {
    return Posix.result(WriteCalls.fchown(file, user, group));
  }

  /** Sets owner and group of what was opened with {@code O_PATH}; -1 leaves one unchanged. */
  public static int setOwnerOfPath(int descriptor, int user, int group) {
    return Posix.result(
        WriteCalls.fchownat(descriptor, Scratch.get().first(SELF), user, group, AT_EMPTY_PATH));
  }

  /** Sets an extended attribute of what is open, also with {@code O_PATH}. */
  public static int setAttribute(int descriptor, byte[] attribute, byte[] value) {
    Scratch scratch = Scratch.get();
    Scratch.Area bulk = scratch.bulk();
    bulk.bytes.put(0, value);
    return Posix.result(
        WriteCalls.setxattr(
            scratch.first(Descriptors.path(descriptor)),
            scratch.second(attribute),
            bulk.address,
            value.length,
            0));
  }

  /** Removes an extended attribute of what is open, also with {@code O_PATH}. */
  public static int removeAttribute(int descriptor, byte[] attribute) {
    Scratch scratch = Scratch.get();
    return Posix.result(
        WriteCalls.removexattr(
            scratch.first(Descriptors.path(descriptor)), scratch.second(attribute)));
  }

  /** Creates a file with mode 0600 and opens it for writing; fails if the name exists. */
  public static int createFile(int at, byte[] name) {
    return Posix.result(
        WriteCalls.openat(
            at,
            Scratch.get().first(name),
            O_WRONLY_CREATE_EXCLUSIVE | O_CLOEXEC,
            OWNER_READ_WRITE));
  }

  /** Calls fsync on an open file or directory. */
  public static int sync(int descriptor) {
    return Posix.result(WriteCalls.fsync(descriptor));
  }

  /** Calls syncfs on the file system of an open file. */
  public static int syncFileSystem(int descriptor) {
    return Posix.result(WriteCalls.syncfs(descriptor));
  }

  public static int setSize(int file, long size) {
    return Posix.result(WriteCalls.ftruncate(file, size));
  }

  /**
   * Copies content between two open files, in the kernel where possible.
   *
   * @param offset the offset in both files
   * @return the number of bytes copied, 0 at the end of the first file, or a negative error number
   */
  public static long copy(int from, int to, long offset, long count) {
    ByteBuffer offsets = Scratch.get().small().bytes;
    long address = Scratch.get().small().address;
    offsets.putLong(0, offset);
    offsets.putLong(8, offset);
    return Posix.result(WriteCalls.copy_file_range(from, address, to, address + 8, count, 0));
  }

  /** Copies the same way through this process's memory, at most 64 KiB per call. */
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
