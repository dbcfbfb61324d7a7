package io.camelmirror.posix;

/**
 * The metadata of one name in two directories, read together. Most files of a mirror are the same
 * in both. A few numbers show that without decoding everything. The data is valid until the same
 * thread calls {@link #look} again.
 */
public final class StatPair {

  private static final long PERMISSIONS_AND_TYPE = 0xffff_ffff_ffffL;
  private static final long NANOS = 0xffff_ffffL;

  private final Scratch.Area one;
  private final Scratch.Area other;
  private int oneResult;
  private int otherResult;

  StatPair(Scratch.Area one, Scratch.Area other) {
    this.one = one;
    this.other = other;
  }

  /**
   * Reads the metadata of a name in both directories, without following links.
   *
   * @return the metadata, or the errors, of both
   */
  public static StatPair look(int one, int other, byte[] name) {
    Scratch scratch = Scratch.get();
    StatPair pair = scratch.pair();
    pair.oneResult = Reads.stat(one, scratch.first(name), pair.one);
    pair.otherResult = Reads.stat(other, scratch.first(name), pair.other);
    return pair;
  }

  /**
   * Returns whether both are regular files with a single name, and have the same owner, group,
   * permissions, size and modification time.
   */
  public boolean isSameFile() {
    return (oneResult | otherResult) == 0
        && Stat.isSingleFile(one.word(Stat.LINKS_AND_OWNER), one.word(Stat.GROUP_AND_MODE))
        && isSame(Stat.LINKS_AND_OWNER, -1)
        && isSame(Stat.GROUP_AND_MODE, PERMISSIONS_AND_TYPE)
        && isSame(Stat.SIZE, -1)
        && isSame(Stat.MODIFIED_SECONDS, -1)
        && isSame(Stat.MODIFIED_NANOS, NANOS);
  }

  /** Returns the type and permission bits in both directories of what is the same file. */
  public int mode() {
    return Stat.mode(one.word(Stat.GROUP_AND_MODE));
  }

  private boolean isSame(int word, long bits) {
    return ((one.word(word) ^ other.word(word)) & bits) == 0;
  }

  /** Returns the metadata in the first directory, or null if the name does not exist there. */
  public Stat one() throws ErrnoException {
    return Reads.stat(oneResult, one);
  }

  /** Returns the metadata in the second directory, or null if the name does not exist there. */
  public Stat other() throws ErrnoException {
    return Reads.stat(otherResult, other);
  }
}
