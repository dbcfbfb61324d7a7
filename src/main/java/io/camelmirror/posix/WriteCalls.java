package io.camelmirror.posix;

/** The bare calls that write, as C declares them; addresses are numbers. */
final class WriteCalls {

  private WriteCalls() {}

  static native int mkdirat(int directory, long name, int mode);

  static native int mknodat(int directory, long name, int mode, long device);

  static native int symlinkat(long target, int directory, long name);

  static native int linkat(
      int fromDirectory, long fromName, int toDirectory, long toName, int flags);

  static native int renameat2(
      int fromDirectory, long fromName, int toDirectory, long toName, int flags);

  static native int unlinkat(int directory, long name, int flags);

  static native int utimensat(int directory, long name, long times, int flags);

  static native int fchmodat(int directory, long name, int mode, int flags);

  static native int fchmod(int descriptor, int mode);

  static native int fchown(int descriptor, int user, int group);

  static native int futimens(int descriptor, long times);

  static native int fchownat(int directory, long name, int user, int group, int flags);

  static native int setxattr(long path, long name, long value, long size, int flags);

  static native int removexattr(long path, long name);

  static native int lsetxattr(long path, long name, long value, long size, int flags);

  static native int lremovexattr(long path, long name);

  static native int openat(int directory, long path, int flags, int mode);

  static native int fsync(int descriptor);

  static native int syncfs(int descriptor);

  static native int ftruncate(int descriptor, long size);

  static native long pwrite(int descriptor, long buffer, long count, long offset);

  static native long copy_file_range(
      int from, long fromOffset, int to, long toOffset, long count, int flags);
}
