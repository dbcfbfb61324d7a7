package io.camelmirror.testing;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * System calls on a name in an open folder. The name is raw bytes, a character of a string each: no
 * locale decides what it means, and no path is too long.
 */
public final class TestLibc {

  static final int EACCES = 13;
  static final int ENOENT = 2;
  static final int ENOTSUP = 95;

  static final int READ = 0;
  static final int READ_WRITE = 2;
  static final int CREATE_NEW = 0302;

  private static final boolean ARM = Platform.isARM();
  private static final int DIRECTORY = ARM ? 040000 : 0200000;
  private static final int NO_FOLLOW = ARM ? 0100000 : 0400000;
  private static final int NON_BLOCKING = 04000;
  private static final int CLOSE_ON_EXEC = 02000000;
  private static final int PATH_ONLY = 010000000;

  private static final int AT_CURRENT_FOLDER = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_REMOVEDIR = 0x200;
  private static final long UTIME_OMIT = (1 << 30) - 2;
  private static final int KEEP_SIZE_AND_PUNCH_HOLE = 3;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;
  private static final int ENXIO = 6;
  private static final int STATX_BASIC = 0x7ff;
  private static final int STATX_SIZE = 256;
  private static final int ROOM = 1 << 13;

  static {
    Native.register(TestLibc.class, Platform.C_LIBRARY_NAME);
  }

  private TestLibc() {}

  public static native int geteuid();

  private static native int openat(int folder, byte[] name, int flags, int mode);

  private static native int close(int file);

  private static native int statx(int folder, byte[] name, int flags, int mask, byte[] result);

  private static native long getdents64(int folder, byte[] result, long size);

  private static native long pread(int file, byte[] bytes, long size, long offset);

  private static native long pwrite(int file, byte[] bytes, long size, long offset);

  private static native long lseek(int file, long offset, int whence);

  private static native int ftruncate(int file, long size);

  private static native int fallocate(int file, int mode, long offset, long size);

  private static native int mkdirat(int folder, byte[] name, int mode);

  private static native int mknodat(int folder, byte[] name, int mode, long device);

  private static native int symlinkat(byte[] target, int folder, byte[] name);

  private static native long readlinkat(int folder, byte[] name, byte[] target, long size);

  private static native int linkat(int from, byte[] name, int to, byte[] other, int flags);

  private static native int renameat(int from, byte[] name, int to, byte[] other);

  private static native int unlinkat(int folder, byte[] name, int flags);

  private static native int fchmodat(int folder, byte[] name, int mode, int flags);

  private static native int fchownat(int folder, byte[] name, int user, int group, int flags);

  private static native int utimensat(int folder, byte[] name, long[] times, int flags);

  private static native long llistxattr(byte[] path, byte[] names, long size);

  private static native long lgetxattr(byte[] path, byte[] name, byte[] value, long size);

  private static native int lsetxattr(byte[] path, byte[] name, byte[] value, long size, int flags);

  private static native int lremovexattr(byte[] path, byte[] name);

  /** A call that failed, and how. */
  static final class Failure extends IOException {

    private static final long serialVersionUID = 1L;

    private final int errno;

    Failure(String call, String name, int errno) {
      super(call + " of '" + name + "' gives errno " + errno);
      this.errno = errno;
    }

    int errno() {
      return errno;
    }
  }

  private static long check(long result, String call, String name) throws Failure {
    if (result < 0) {
      throw new Failure(call, name, Native.getLastError());
    }
    return result;
  }

  private static byte[] bytes(String raw) {
    return (raw + '\0').getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Extended attributes have no calls that take a folder. */
  private static byte[] path(int folder, String name) {
    return bytes("/proc/self/fd/" + folder + "/" + name);
  }

  private static String raw(byte[] bytes, long size) {
    return new String(bytes, 0, (int) size, StandardCharsets.ISO_8859_1);
  }

  static int openFolder(String path) throws Failure {
    return openFolder(AT_CURRENT_FOLDER, path);
  }

  /** A folder to go on from; what is in it cannot be listed. */
  static int openFolder(int folder, String name) throws Failure {
    return open(folder, name, PATH_ONLY | DIRECTORY);
  }

  static int openListing(int folder, String name) throws Failure {
    return open(folder, name, DIRECTORY);
  }

  static int open(int folder, String name, int flags) throws Failure {
    int all = flags | NO_FOLLOW | NON_BLOCKING | CLOSE_ON_EXEC;
    return (int) check(openat(folder, bytes(name), all, 0600), "open", name);
  }

  static void shut(int file) throws Failure {
    check(close(file), "close", "");
  }

  /** What stands at a name, itself if it is a link. */
  static ByteBuffer stat(int folder, String name) throws Failure {
    byte[] result = new byte[STATX_SIZE];
    check(statx(folder, bytes(name), AT_SYMLINK_NOFOLLOW, STATX_BASIC, result), "statx", name);
    return ByteBuffer.wrap(result).order(ByteOrder.nativeOrder());
  }

  /** The next entries of a folder as the kernel writes them; empty at the end. */
  static ByteBuffer entries(int listing) throws Failure {
    byte[] result = new byte[ROOM];
    int size = (int) check(getdents64(listing, result, ROOM), "getdents", "");
    return ByteBuffer.wrap(result, 0, size).order(ByteOrder.nativeOrder());
  }

  static int read(int file, byte[] bytes, int size, long offset) throws Failure {
    return (int) check(pread(file, bytes, size, offset), "read", "");
  }

  static void write(int file, byte[] bytes, long offset) throws IOException {
    if (check(pwrite(file, bytes, bytes.length, offset), "write", "") != bytes.length) {
      throw new IOException("short write");
    }
  }

  /** Where the next data begins, or -1 when there is none. */
  static long nextData(int file, long offset) throws Failure {
    long found = lseek(file, offset, SEEK_DATA);
    if (found < 0 && Native.getLastError() == ENXIO) {
      return -1;
    }
    return check(found, "seek", "");
  }

  static long nextHole(int file, long offset) throws Failure {
    return check(lseek(file, offset, SEEK_HOLE), "seek", "");
  }

  static void truncate(int file, long size) throws Failure {
    check(ftruncate(file, size), "truncate", "");
  }

  static void punch(int file, long offset, long size) throws Failure {
    check(fallocate(file, KEEP_SIZE_AND_PUNCH_HOLE, offset, size), "fallocate", "");
  }

  static void makeFolder(int folder, String name) throws Failure {
    check(mkdirat(folder, bytes(name), 0700), "mkdir", name);
  }

  static void makeSpecial(int folder, String name, int kind, int major, int minor) throws Failure {
    long device =
        (major & 0xfffff000L) << 32
            | (major & 0xfffL) << 8
            | (minor & 0xffffff00L) << 12
            | minor & 0xffL;
    check(mknodat(folder, bytes(name), kind | 0600, device), "mknod", name);
  }

  static void makeLink(int folder, String name, String target) throws Failure {
    check(symlinkat(bytes(target), folder, bytes(name)), "symlink", name);
  }

  static String target(int folder, String name) throws Failure {
    byte[] target = new byte[ROOM];
    return raw(target, check(readlinkat(folder, bytes(name), target, ROOM), "readlink", name));
  }

  static void link(int from, String name, int to, String other) throws Failure {
    check(linkat(from, bytes(name), to, bytes(other), 0), "link", name);
  }

  static void rename(int from, String name, int to, String other) throws Failure {
    check(renameat(from, bytes(name), to, bytes(other)), "rename", name);
  }

  static void remove(int folder, String name, boolean isFolder) throws Failure {
    check(unlinkat(folder, bytes(name), isFolder ? AT_REMOVEDIR : 0), "unlink", name);
  }

  static void setMode(int folder, String name, int mode) throws Failure {
    check(fchmodat(folder, bytes(name), mode, 0), "chmod", name);
  }

  static void setOwner(int folder, String name, long user, long group) throws Failure {
    int result = fchownat(folder, bytes(name), (int) user, (int) group, AT_SYMLINK_NOFOLLOW);
    check(result, "chown", name);
  }

  static void setTime(int folder, String name, long seconds, long nanos) throws Failure {
    long[] times = {0, UTIME_OMIT, seconds, nanos};
    check(utimensat(folder, bytes(name), times, AT_SYMLINK_NOFOLLOW), "utimens", name);
  }

  /** The names of all extended attributes, a zero byte after each. */
  static String attributes(int folder, String name) throws Failure {
    byte[] names = new byte[ROOM];
    return raw(names, check(llistxattr(path(folder, name), names, ROOM), "listxattr", name));
  }

  static byte[] attribute(int folder, String name, String attribute) throws Failure {
    byte[] value = new byte[ROOM];
    long size = lgetxattr(path(folder, name), bytes(attribute), value, ROOM);
    check(size, "getxattr " + attribute, name);
    return java.util.Arrays.copyOf(value, (int) size);
  }

  static void setAttribute(int folder, String name, String attribute, byte[] value) throws Failure {
    int result = lsetxattr(path(folder, name), bytes(attribute), value, value.length, 0);
    check(result, "setxattr " + attribute, name);
  }

  static void removeAttribute(int folder, String name, String attribute) throws Failure {
    int result = lremovexattr(path(folder, name), bytes(attribute));
    check(result, "removexattr " + attribute, name);
  }
}
