package io.camelmirror.posix;

/**
 * The {@code statx(2)} result for one entry. Times are in seconds since 1970, plus nanoseconds.
 *
 * @param mode type and permission bits
 * @param rdev the device of a device node, as {@code mknod(2)} takes it
 * @param blocks number of allocated blocks of 512 bytes
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

  /** Number of eight-byte words of the structure that are read. */
  static final int WORDS = 18;

  // Word indexes of the fields that are read without decoding the rest.
  static final int LINKS_AND_OWNER = 2;
  static final int GROUP_AND_MODE = 3;
  static final int SIZE = 5;
  static final int MODIFIED_SECONDS = 14;
  static final int MODIFIED_NANOS = 15;

  private static final int HALF = 32;
  private static final int TYPE = 0170000;
  private static final int FILE = 0100000;

  /** The requested fields: {@code STATX_BASIC_STATS}. */
  static final int MASK = 0x7ff;

  /** Requests the mount ID: {@code STATX_MNT_ID}. */
  static final int MOUNT = 0x1000;

  /**
   * Decodes the structure from its words. Its layout is the same on every machine, and all
   * supported machines are little-endian.
   */
  static Stat of(long[] words) {
    return new Stat(
        mode(words[GROUP_AND_MODE]),
        (int) words[LINKS_AND_OWNER],
        upper(words[LINKS_AND_OWNER]),
        (int) words[GROUP_AND_MODE],
        (long) (int) words[17] << HALF | words[17] >>> HALF,
        words[4],
        words[SIZE],
        words[6],
        device((int) words[16], upper(words[16])),
        words[MODIFIED_SECONDS],
        (int) words[MODIFIED_NANOS],
        words[12],
        (int) words[13]);
  }

  /** Returns whether two words of the structure describe a regular file with a single name. */
  static boolean isSingleFile(long linksAndOwner, long groupAndMode) {
    return (int) linksAndOwner == 1 && (upper(groupAndMode) & TYPE) == FILE;
  }

  static int mode(long groupAndMode) {
    return upper(groupAndMode) & 0xffff;
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
