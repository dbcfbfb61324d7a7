package io.camelmirror.posix;

import java.nio.ByteBuffer;

/**
 * What {@code statx(2)} tells of one entry. Times are in seconds since 1970 and nanoseconds.
 *
 * @param mode type and permission bits
 * @param rdev the device that a device node stands for, as {@code mknod(2)} takes it
 * @param blocks allocated, of 512 bytes each
 */
public record Stat(
    int mode,
    int links,
    int uid,
    int gid,
    long device,
    long inode,
    long size,
    long blocks,
    long rdev,
    long modifiedSeconds,
    int modifiedNanos,
    long changedSeconds,
    int changedNanos) {

  /** The size of the structure, and all that of it is asked for: {@code STATX_BASIC_STATS}. */
  static final int SIZE = 256;

  static final int MASK = 0x7ff;

  /** What the number of the mount is asked for with: {@code STATX_MNT_ID}. */
  static final int MOUNT = 0x1000;

  /** Reads the structure, which is the same on every machine. */
  static Stat of(ByteBuffer b) {
    return new Stat(
        b.getShort(0x1c) & 0xffff,
        b.getInt(0x10),
        b.getInt(0x14),
        b.getInt(0x18),
        (long) b.getInt(0x88) << 32 | b.getInt(0x8c) & 0xffffffffL,
        b.getLong(0x20),
        b.getLong(0x28),
        b.getLong(0x30),
        device(b.getInt(0x80), b.getInt(0x84)),
        b.getLong(0x70),
        b.getInt(0x78),
        b.getLong(0x60),
        b.getInt(0x68));
  }

  private static long device(long major, long minor) {
    return (major & 0xfffff000L) << 32
        | (major & 0xfffL) << 8
        | (minor & 0xffffff00L) << 12
        | minor & 0xffL;
  }
}
