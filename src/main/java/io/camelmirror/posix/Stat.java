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

  // Where in the structure is what is looked at without taking the rest.
  static final int LINKS_AND_OWNER = 2;
  static final int GROUP_AND_MODE = 3;
  static final int SIZE = 5;
  static final int MODIFIED_SECONDS = 14;
  static final int MODIFIED_NANOS = 15;

  private static final int HALF = 32;
  private static final int TYPE = 0170000;
  private static final int FILE = 0100000;

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
        upper(words[GROUP_AND_MODE]) & 0xffff,
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

  /** Whether two words of the structure are those of a file that has one name. */
  static boolean isSingleFile(long linksAndOwner, long groupAndMode) {
    return (int) linksAndOwner == 1 && (upper(groupAndMode) & TYPE) == FILE;
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
