package io.camelmirror.posix;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Read calls. Names are bytes without zeros; descriptors are integers. */
public final class Reads {

  private static final int O_PATH = 010000000;
  private static final int O_CLOEXEC = 02000000;
  private static final int O_NONBLOCK = 04000;
  private static final int O_NOCTTY = 0400;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int OPENAT2 = 437;
  private static final int OPEN_HOW_SIZE = 24;
  private static final long RESOLVE_NO_SYMLINKS_BENEATH = 0x04 | 0x08;
  private static final long RESOLVE_NO_XDEV = 0x01;
  private static final int LOCK_EXCLUSIVE_AT_ONCE = 2 | 4;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;
  private static final int MOUNT_AT = 0x90;

  private static final byte[] SELF = {};

  private Reads() {}

  /**
   * Opens a directory. Links in the path are followed, except for the last name unless {@code
   * follow} is set.
   *
   * @param list whether to open it for listing; if not, it need only be searchable
   * @param follow whether to follow the last name if it is a link
   * @return a descriptor, or a negative error number
   */
  public static int openDirectory(int at, byte[] path, boolean list, boolean follow) {
    int flags = directoryFlags(list) | (follow ? 0 : Posix.Flags.NOFOLLOW);
    return Posix.result(ReadCalls.openat(at, Scratch.get().first(path), flags, 0));
  }

  /**
   * Opens a directory by a path below {@code at}. Links and paths that lead outside are errors.
   *
   * @param list whether to open it for listing; if not, it need only be searchable
   * @param mounts whether the path may cross into another mount
   * @return a descriptor, or a negative error number; {@code -ENOSYS} or {@code -EPERM} if the
   *     kernel lacks the call or a sandbox forbids it
   */
  public static int openDirectoryBelow(int at, byte[] path, boolean list, boolean mounts) {
    Scratch scratch = Scratch.get();
    Scratch.Area how = scratch.small();
    how.bytes.putLong(0, directoryFlags(list));
    how.bytes.putLong(8, 0);
    how.bytes.putLong(16, RESOLVE_NO_SYMLINKS_BENEATH | (mounts ? 0 : RESOLVE_NO_XDEV));
    return (int)
        Posix.result(
            ReadCalls.syscall(OPENAT2, at, scratch.first(path), how.address, OPEN_HOW_SIZE, 0));
  }

  private static int directoryFlags(boolean list) {
    return Posix.Flags.DIRECTORY | O_CLOEXEC | (list ? 0 : O_PATH);
  }

  /**
   * Opens a file for reading. Does not block if the name belongs to a FIFO or device.
   *
   * @param follow whether to follow the name if it is a link
   * @return a descriptor, or a negative error number
   */
  public static int openFile(int at, byte[] name, boolean follow) {
    int flags = O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow ? 0 : Posix.Flags.NOFOLLOW);
    // This area keeps the name until the copy is renamed to the same name.
    return Posix.result(ReadCalls.openat(at, Scratch.get().second(name), flags, 0));
  }

  /**
   * Opens whatever has a name, for its attributes: content can be neither read nor written.
   *
   * @param follow whether to follow the name if it is a link
   * @return a descriptor, or a negative error number
   */
  public static int openEntry(int at, byte[] name, boolean follow) {
    int flags = O_PATH | O_CLOEXEC | (follow ? 0 : Posix.Flags.NOFOLLOW);
    return Posix.result(ReadCalls.openat(at, Scratch.get().first(name), flags, 0));
  }

  /**
   * Locks an open file or directory until it is closed, at the latest when this process ends. The
   * lock is advisory: it only affects others who take the same lock.
   *
   * @return 0, or a negative error number: {@code -EAGAIN} if someone else holds the lock
   */
  public static int lock(int descriptor) {
    return Posix.result(ReadCalls.flock(descriptor, LOCK_EXCLUSIVE_AT_ONCE));
  }

  public static void close(int descriptor) {
    ReadCalls.close(descriptor);
  }

  /**
   * Reads the metadata of a name in a directory.
   *
   * @return the metadata, or null if the name does not exist
   */
  public static Stat stat(int at, byte[] name, boolean follow) throws ErrnoException {
    return stat(at, name, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  }

  /**
   * Returns the mount ID of a name in a directory. The empty name stands for the directory itself.
   *
   * @return 0 if the kernel is older than 5.8 and does not report it
   */
  public static long mount(int at, byte[] name) throws ErrnoException {
    Scratch scratch = Scratch.get();
    Scratch.Area result = scratch.small();
    int flags = AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH;
    int code =
        Posix.result(ReadCalls.statx(at, scratch.first(name), flags, Stat.MOUNT, result.address));
    check(code, result.bytes);
    return (result.bytes.getInt(0) & Stat.MOUNT) == 0 ? 0 : result.bytes.getLong(MOUNT_AT);
  }

  /** Reads the metadata of an open file. */
  public static Stat stat(int descriptor) throws ErrnoException {
    return stat(descriptor, SELF, AT_EMPTY_PATH);
  }

  private static Stat stat(int at, byte[] name, int flags) throws ErrnoException {
    Scratch scratch = Scratch.get();
    Scratch.Area result = scratch.small();
    int code =
        Posix.result(ReadCalls.statx(at, scratch.first(name), flags, Stat.MASK, result.address));
    return stat(code, result);
  }

  /** Reads the metadata of a name into {@code result}, without following a link. */
  static int stat(int at, long name, Scratch.Area result) {
    return Posix.result(ReadCalls.statx(at, name, AT_SYMLINK_NOFOLLOW, Stat.MASK, result.address));
  }

  /**
   * Decodes metadata.
   *
   * @param code the result of the {@code statx} call
   * @return null if the name does not exist
   */
  static Stat stat(int code, Scratch.Area result) throws ErrnoException {
    if (code == -Errno.ENOENT) {
      return null;
    }
    check(code, result.bytes);
    return Stat.of(result.words(Stat.WORDS));
  }

  private static byte[] text(ByteBuffer buffer, int from) {
    return bytes(buffer, from, zero(buffer, from) - from);
  }

  /** Copies bytes out of a buffer. */
  public static byte[] bytes(ByteBuffer buffer, int from, int length) {
    byte[] bytes = new byte[length];
    buffer.get(from, bytes);
    return bytes;
  }

  static int zero(ByteBuffer buffer, int from) {
    int at = from;
    while (buffer.get(at) != 0) {
      at++;
    }
    return at;
  }

  /** Reads the target of a symbolic link. */
  public static byte[] readLink(int at, byte[] name) throws ErrnoException {
    Scratch scratch = Scratch.get();
    Scratch.Area text = scratch.text();
    int length =
        (int)
            Posix.result(ReadCalls.readlinkat(at, scratch.first(name), text.address, Scratch.PATH));
    byte[] target = new byte[check(length, text.bytes) == null ? 0 : length];
    text.bytes.get(0, target);
    return target;
  }

  /**
   * Lists the extended attributes of a name in a directory. The empty name stands for the directory
   * itself, even if it may not be entered.
   *
   * @return the attribute names; empty also if the file system does not support extended attributes
   */
  public static List<byte[]> listAttributes(int at, byte[] name, boolean follow)
      throws ErrnoException {
    Scratch scratch = Scratch.get();
    Scratch.Area list = scratch.bulk();
    boolean self = name.length == 0;
    long path = scratch.first(self ? Descriptors.path(at) : Descriptors.path(at, name));
    int length =
        (int)
            Posix.result(
                follow || self
                    ? ReadCalls.listxattr(path, list.address, Scratch.BULK)
                    : ReadCalls.llistxattr(path, list.address, Scratch.BULK));
    if (length == -Errno.EOPNOTSUPP) {
      return List.of();
    }
    check(length, list.bytes);
    List<byte[]> names = new ArrayList<>();
    for (int from = 0; from < length; ) {
      byte[] attribute = text(list.bytes, from);
      names.add(attribute);
      from += attribute.length + 1;
    }
    return names;
  }

  /**
   * Reads the value of one extended attribute.
   *
   * @return null if there is no such attribute
   */
  public static byte[] attribute(int at, byte[] name, byte[] attribute, boolean follow)
      throws ErrnoException {
    Scratch scratch = Scratch.get();
    Scratch.Area value = scratch.bulk();
    boolean self = name.length == 0;
    long path = scratch.first(self ? Descriptors.path(at) : Descriptors.path(at, name));
    long wanted = scratch.second(attribute);
    int length =
        (int)
            Posix.result(
                follow || self
                    ? ReadCalls.getxattr(path, wanted, value.address, Scratch.BULK)
                    : ReadCalls.lgetxattr(path, wanted, value.address, Scratch.BULK));
    if (length == -Errno.ENODATA) {
      return null;
    }
    byte[] bytes = new byte[check(length, value.bytes) == null ? 0 : length];
    value.bytes.get(0, bytes);
    return bytes;
  }

  /**
   * Returns true if an open file or directory has an extended attribute.
   *
   * @param path whether it is open with {@code O_PATH} only, which costs more
   */
  public static boolean hasAttribute(int descriptor, byte[] attribute, boolean path)
      throws ErrnoException {
    Scratch scratch = Scratch.get();
    long wanted = scratch.second(attribute);
    int length =
        (int)
            Posix.result(
                path
                    ? ReadCalls.getxattr(scratch.first(Descriptors.path(descriptor)), wanted, 0, 0)
                    : ReadCalls.fgetxattr(descriptor, wanted, 0, 0));
    if (length == -Errno.ENODATA || length == -Errno.EOPNOTSUPP) {
      return false;
    }
    return check(length, scratch.small().bytes) != null;
  }

  /**
   * Reads part of a file.
   *
   * @param into a direct buffer, filled from its position; the position does not change
   * @return the number of bytes read, 0 at the end of the file, or a negative error number
   */
  public static int read(int file, ByteBuffer into, long offset) {
    long address = MemoryIO.getInstance().getDirectBufferAddress(into) + into.position();
    return (int) Posix.result(ReadCalls.pread(file, address, into.remaining(), offset));
  }

  /**
   * Finds the next data in a file at or after an offset.
   *
   * @return an offset, or a negative error number: {@code -ENXIO} if there is no more data
   */
  public static long nextData(int file, long offset) {
    return Posix.result(ReadCalls.lseek(file, offset, SEEK_DATA));
  }

  /** Finds the next hole in a file at or after an offset; the end of the file counts as a hole. */
  public static long nextHole(int file, long offset) {
    return Posix.result(ReadCalls.lseek(file, offset, SEEK_HOLE));
  }

  static ByteBuffer check(int result, ByteBuffer buffer) throws ErrnoException {
    if (result < 0) {
      throw new ErrnoException(result);
    }
    return buffer;
  }
}
