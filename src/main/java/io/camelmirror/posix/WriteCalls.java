package io.camelmirror.posix;

/** Raw write calls as declared in C. Addresses are integers. Errors return -1. */
final class WriteCalls {

  private static final NativeFunction MKDIRAT = new NativeFunction("mkdirat", 3);
  private static final NativeFunction MKNODAT = new NativeFunction("mknodat", 4);
  private static final NativeFunction SYMLINKAT = new NativeFunction("symlinkat", 3);
  private static final NativeFunction LINKAT = new NativeFunction("linkat", 5);
  private static final NativeFunction RENAMEAT2 = new NativeFunction("renameat2", 5);
  private static final NativeFunction UNLINKAT = new NativeFunction("unlinkat", 3);
  private static final NativeFunction UTIMENSAT = new NativeFunction("utimensat", 4);
  private static final NativeFunction FCHMODAT = new NativeFunction("fchmodat", 4);
  private static final NativeFunction FCHMOD = new NativeFunction("fchmod", 2);
  private static final NativeFunction FCHOWN = new NativeFunction("fchown", 3);
  private static final NativeFunction FUTIMENS = new NativeFunction("futimens", 2);
  private static final NativeFunction FCHOWNAT = new NativeFunction("fchownat", 5);
  private static final NativeFunction SETXATTR = new NativeFunction("setxattr", 5);
  private static final NativeFunction REMOVEXATTR = new NativeFunction("removexattr", 2);
  private static final NativeFunction OPENAT = new NativeFunction("openat", 4);
  private static final NativeFunction FSYNC = new NativeFunction("fsync", 1);
  private static final NativeFunction SYNCFS = new NativeFunction("syncfs", 1);
  private static final NativeFunction FTRUNCATE = new NativeFunction("ftruncate", 2);
  private static final NativeFunction PWRITE = new NativeFunction("pwrite", 4);
  private static final NativeFunction COPY_FILE_RANGE = new NativeFunction("copy_file_range", 6);

  private WriteCalls() {}

  static int mkdirat(int directory, long name, int mode) {
    return (int) MKDIRAT.call(directory, name, mode);
  }

  static int mknodat(int directory, long name, int mode, long device) {
    return (int) MKNODAT.call(directory, name, mode, device);
  }

  static int symlinkat(long target, int directory, long name) {
    return (int) SYMLINKAT.call(target, directory, name);
  }

  static int linkat(int fromDirectory, long fromName, int toDirectory, long toName, int flags) {
    return (int) LINKAT.call(fromDirectory, fromName, toDirectory, toName, flags);
  }

  static int renameat2(int fromDirectory, long fromName, int toDirectory, long toName, int flags) {
    return (int) RENAMEAT2.call(fromDirectory, fromName, toDirectory, toName, flags);
  }

  static int unlinkat(int directory, long name, int flags) {
    return (int) UNLINKAT.call(directory, name, flags);
  }

  static int utimensat(int directory, long name, long times, int flags) {
    return (int) UTIMENSAT.call(directory, name, times, flags);
  }

  static int fchmodat(int directory, long name, int mode, int flags) {
    return (int) FCHMODAT.call(directory, name, mode, flags);
  }

  static int fchmod(int descriptor, int mode) {
    return (int) FCHMOD.call(descriptor, mode);
  }

  static int fchown(int descriptor, int user, int group) {
    return (int) FCHOWN.call(descriptor, user, group);
  }

  static int futimens(int descriptor, long times) {
    return (int) FUTIMENS.call(descriptor, times);
  }

  static int fchownat(int directory, long name, int user, int group, int flags) {
    return (int) FCHOWNAT.call(directory, name, user, group, flags);
  }

  static int setxattr(long path, long name, long value, long size, int flags) {
    return (int) SETXATTR.call(path, name, value, size, flags);
  }

  static int removexattr(long path, long name) {
    return (int) REMOVEXATTR.call(path, name);
  }

  static int openat(int directory, long path, int flags, int mode) {
    return (int) OPENAT.call(directory, path, flags, mode);
  }

  static int fsync(int descriptor) {
    return (int) FSYNC.call(descriptor);
  }

  static int syncfs(int descriptor) {
    return (int) SYNCFS.call(descriptor);
  }

  static int ftruncate(int descriptor, long size) {
    return (int) FTRUNCATE.call(descriptor, size);
  }

  static long pwrite(int descriptor, long buffer, long count, long offset) {
    return PWRITE.call(descriptor, buffer, count, offset);
  }

  static long copy_file_range(
      int from, long fromOffset, int to, long toOffset, long count, int flags) {
    return COPY_FILE_RANGE.call(from, fromOffset, to, toOffset, count, flags);
  }
}
