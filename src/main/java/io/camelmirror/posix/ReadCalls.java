package io.camelmirror.posix;

import com.sun.jna.Pointer;

/** The bare calls that read, as C declares them; addresses are numbers. */
final class ReadCalls {

  private ReadCalls() {}

  static native int openat(int directory, long path, int flags, int mode);

  static native int close(int descriptor);

  static native int statx(int directory, long path, int flags, int mask, long result);

  static native long getdents64(int directory, long buffer, long size);

  static native long readlinkat(int directory, long path, long buffer, long size);

  static native long listxattr(long path, long list, long size);

  static native long getxattr(long path, long name, long value, long size);

  static native long llistxattr(long path, long list, long size);

  static native long lgetxattr(long path, long name, long value, long size);

  static native int flock(int descriptor, int operation);

  static native long lseek(int descriptor, long offset, int whence);

  static native long pread(int descriptor, long buffer, long count, long offset);

  /** For calls that have no function of their own: {@code openat2}, {@code fchmodat2}. */
  static native long syscall(long number, long a, long b, long c, long d, long e);

  static native Pointer strerror(int number);
}
