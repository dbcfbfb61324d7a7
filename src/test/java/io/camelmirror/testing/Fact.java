package io.camelmirror.testing;

import io.camelmirror.tree.local.LocalSite;
import java.util.EnumSet;
import java.util.Set;

/** Something that a Linux file system stores of an entry beside its name and kind. */
public enum Fact {
  /** Permissions, with setuid, setgid and sticky; a link has none. */
  MODE,
  /** Modification time to the nanosecond, except that of links. */
  TIME,
  /** Modification time of links. */
  LINK_TIME,
  /** Content and size of a file, target of a link, number of a device. */
  CONTENT,
  /** Owner and group, by number. */
  OWNER,
  /** Which paths of the tree are names of one inode. */
  HARD_LINKS,
  /** Extended attributes other than ACLs. */
  XATTRS,
  /** POSIX ACLs: access and default. */
  ACLS,
  /** Space that a file takes up: the other tree may use as much, and not more. */
  HOLES,
  /** Number of the inode, which shows whether an entry was made anew. */
  INODE,
  /** What every write changes: change time, number of links, extents. */
  WRITES;

  /** What each mirror keeps, without any option. */
  public static final Set<Fact> PLAIN = EnumSet.of(MODE, TIME, LINK_TIME, CONTENT);

  /** The same, of a user who may give files away. */
  public static final Set<Fact> OWNED = EnumSet.of(MODE, TIME, LINK_TIME, CONTENT, OWNER);

  /** What a mirror can keep through java.nio alone. */
  public static final Set<Fact> NIO = EnumSet.of(MODE, TIME, CONTENT, OWNER);

  /** All that two different trees can have in common. */
  public static final Set<Fact> ALL = EnumSet.complementOf(EnumSet.of(INODE, WRITES));

  /** All there is, to compare a tree with itself at another time. */
  public static final Set<Fact> STATE = EnumSet.complementOf(EnumSet.of(HOLES));

  /** What a mirror keeps by default, by the calls that it makes. */
  public static Set<Fact> by(LocalSite.Calls calls) {
    return calls == LocalSite.Calls.POSIX ? OWNED : NIO;
  }
}
