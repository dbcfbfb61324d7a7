package io.camelmirror.posix;

import java.nio.ByteBuffer;

/** Locks of open files by ranges of bytes; see {@code fcntl(2)}. */
public final class Locks {

  private static final int F_OFD_SETLK = 37;
  private static final short F_RDLCK = 0;
  private static final short F_UNLCK = 2;
  private static final int WHENCE_AT = 2;
  private static final int START_AT = 8;
  private static final int LENGTH_AT = 16;
  private static final int PROCESS_AT = 24;

  private Locks() {}

  /**
   * Holds a shared lock on a range of an open file or directory, and no other range, until it is
   * closed. Other shared locks do not conflict.
   *
   * @return 0, or a negative error number; no range is locked then
   */
  public static int mark(int descriptor, long start, long length) {
    int result = set(descriptor, F_UNLCK, 0, 0);
    return result < 0 ? result : set(descriptor, F_RDLCK, start, length);
  }

  private static int set(int descriptor, short type, long start, long length) {
    Scratch.Area lock = Scratch.get().small();
    ByteBuffer bytes = lock.bytes;
    bytes.putShort(0, type);
    bytes.putShort(WHENCE_AT, (short) 0);
    bytes.putLong(START_AT, start);
    bytes.putLong(LENGTH_AT, length);
    bytes.putLong(PROCESS_AT, 0);
    return Posix.result(ReadCalls.fcntl(descriptor, F_OFD_SETLK, lock.address));
  }
}
