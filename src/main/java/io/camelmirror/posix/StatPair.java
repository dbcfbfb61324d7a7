package io.camelmirror.posix;

/**
 * What stands under one name in two directories, looked at together: most files of a mirror are the
 * same in both, which can be told from a few numbers without taking everything out of them. It
 * holds until the thread that looked does so again.
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
   * Looks at a name; at a link itself.
   *
   * @return what stands there, or why it could not be told
   */
  public static StatPair look(int one, int other, byte[] name) {
    Scratch scratch = Scratch.get();
    StatPair pair = scratch.pair();
    pair.oneResult = Reads.stat(one, scratch.first(name), pair.one);
    pair.otherResult = Reads.stat(other, scratch.first(name), pair.other);
    return pair;
  }

  /**
   * Whether it is a file in both, without other names, and the same in owner, group, permissions,
   * size and time of modification.
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

  private boolean isSame(int word, long bits) {
    return ((one.word(word) ^ other.word(word)) & bits) == 0;
  }

  /** What stands in the first one, or null when nothing does. */
  public Stat one() throws ErrnoException {
    return Reads.stat(oneResult, one);
  }

  /** What stands in the second one, or null when nothing does. */
  public Stat other() throws ErrnoException {
    return Reads.stat(otherResult, other);
  }
}
