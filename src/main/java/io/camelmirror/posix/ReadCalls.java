package io.camelmirror.posix;

/** Raw read calls as declared in C. Addresses are integers. Errors return -1. */
final class ReadCalls {

  private static final NativeFunction OPENAT = new NativeFunction("openat", 4);
  private static final NativeFunction CLOSE = new NativeFunction("close", 1);
  private static final NativeFunction STATX = new NativeFunction("statx", 5);
  private static final NativeFunction GETDENTS64 = new NativeFunction("getdents64", 3);
  private static final NativeFunction READLINKAT = new NativeFunction("readlinkat", 4);
  private static final NativeFunction LISTXATTR = new NativeFunction("listxattr", 3);
  private static final NativeFunction GETXATTR = new NativeFunction("getxattr", 4);
  private static final NativeFunction FGETXATTR = new NativeFunction("fgetxattr", 4);
  private static final NativeFunction LLISTXATTR = new NativeFunction("llistxattr", 3);
  private static final NativeFunction LGETXATTR = new NativeFunction("lgetxattr", 4);
  private static final NativeFunction FLOCK = new NativeFunction("flock", 2);
  private static final NativeFunction FCNTL = new NativeFunction("fcntl", 3);
  private static final NativeFunction LSEEK = new NativeFunction("lseek", 3);
  private static final NativeFunction PREAD = new NativeFunction("pread", 4);
  private static final NativeFunction SYSCALL = new NativeFunction("syscall", 6);
  private static final NativeFunction STRERROR = new NativeFunction("strerror", 1);

  private ReadCalls() {}

  static int openat(int directory, long path, int flags, int mode) {
    return (int) OPENAT.call(directory, path, flags, mode);
  }

  static int close(int descriptor) {
    return (int) CLOSE.call(descriptor);
  }

  static int statx(int directory, long path, int flags, int mask, long result) {
    return (int) STATX.call(directory, path, flags, mask, result);
  }

  static long getdents64(int directory, long buffer, long size) {
    return GETDENTS64.call(directory, buffer, size);
  }

  static long readlinkat(int directory, long path, long buffer, long size) {
    return READLINKAT.call(directory, path, buffer, size);
  }

  static long listxattr(long path, long list, long size) {
    return LISTXATTR.call(path, list, size);
  }

  static long getxattr(long path, long name, long value, long size) {
    return GETXATTR.call(path, name, value, size);
  }

  static long fgetxattr(int file, long name, long value, long size) {
    return FGETXATTR.call(file, name, value, size);
  }

  static long llistxattr(long path, long list, long size) {
    return LLISTXATTR.call(path, list, size);
  }

  static long lgetxattr(long path, long name, long value, long size) {
    return LGETXATTR.call(path, name, value, size);
  }

  static int flock(int descriptor, int operation) {
    return (int) FLOCK.call(descriptor, operation);
  }

  static int fcntl(int descriptor, int command, long argument) {
    return (int) FCNTL.call(descriptor, command, argument);
  }

  static long lseek(int descriptor, long offset, int whence) {
    return LSEEK.call(descriptor, offset, whence);
  }

  static long pread(int descriptor, long buffer, long count, long offset) {
    return PREAD.call(descriptor, buffer, count, offset);
  }

  /** For system calls without a C wrapper: {@code openat2}, {@code fchmodat2}. */
  static long syscall(long number, long a, long b, long c, long d, long e) {
    return SYSCALL.call(number, a, b, c, d, e);
  }

  static long strerror(int number) {
    return STRERROR.call(number);
  }
}
