package io.camelmirror.posix;

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

  /** How much of the structure is read, in words of eight bytes. */
  static final int WORDS = 18;

  private static final int HALF = 32;

  /** What is asked for: {@code STATX_BASIC_STATS}. */
  static final int MASK = 0x7ff;

  /** What the number of the mount is asked for with: {@code STATX_MNT_ID}. */
  static final int MOUNT = 0x1000;

  /**
   * Reads the structure, which is the same on every machine, from its words. All machines that are
   * known have the lower half of a word first.
   */
  static Stat of(long[] words) {
    return new Stat(
        upper(words[3]) & 0xffff,
        (int) words[2],
        upper(words[2]),
        (int) words[3],
        (long) (int) words[17] << HALF | words[17] >>> HALF,
        words[4],
        words[5],
        words[6],
        device((int) words[16], upper(words[16])),
        words[14],
        (int) words[15],
        words[12],
        (int) words[13]);
  }

  private static int upper(long word) {
    return (int) (word >>> HALF);
  }

  private static long device(long major, long minor) {
    return (major & 0xfffff000L) << 32
        | (major & 0xfffL) << 8
        | (minor & 0xffffff00L) << 12
        | minor & 0xffL;
  }
}
