package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/**
 * The rule that decides what a pair of entries needs. It depends only on the two entries and the
 * capabilities of the replica's file system. A difference that cannot be removed does not count.
 */
public final class Comparison {

  private static final int SET_IDS = 06000;
  private static final int SET_GROUP = 02000;

  /** In nanoseconds. File systems that round times round to a multiple of this. */
  private static final int FINEST_ROUNDING = 100;

  private final Fidelity fidelity;
  private final Privileges privileges;
  private final Access access;
  private final Contents contents;

  /** Creates the rule for a replica that other users may reach. */
  public Comparison(Fidelity fidelity, Privileges privileges) {
    this(fidelity, privileges, true, fidelity.contents());
  }

  /**
   * Creates the rule.
   *
   * @param fidelity what to preserve
   * @param privileges the user's privileges on the replica
   * @param othersReachReplica users other than root and this one may reach the replica's root
   * @param contents the files whose content is compared
   */
  public Comparison(
      Fidelity fidelity, Privileges privileges, boolean othersReachReplica, Contents contents) {
    this.fidelity = fidelity;
    this.privileges = privileges;
    this.contents = contents;
    access = new Access(privileges, othersReachReplica);
  }

  Access access() {
    return access;
  }

  public Fidelity fidelity() {
    return fidelity;
  }

  public Privileges privileges() {
    return privileges;
  }

  Contents contents() {
    return contents;
  }

  /** Returns true if equal entries need no further checks. */
  boolean takesSameFiles() {
    return contents.isNone() && !fidelity.oneFileSystem();
  }

  /**
   * Compares the entries at one path.
   *
   * @param source the source entry, or null
   * @param replica the replica entry, or null
   * @param capabilities the capabilities of the replica's file system at this path
   */
  public Verdict compare(Entry source, Entry replica, Capabilities capabilities) {
    if (source == null) {
      return replica == null ? Verdict.SAME : Verdict.needs(Action.DELETE);
    }
    if (replica == null) {
      return Verdict.needs(Action.CREATE);
    }
    if (source.kind() != replica.kind()) {
      return Verdict.needs(Action.REPLACE);
    }
    if (source.kind() == Kind.FILE) {
      if (source.size() != replica.size()) {
        return Verdict.needs(Action.UPDATE);
      }
      Verdict time = compareTimes(source, replica, capabilities, Action.UPDATE);
      return time.isSame() ? compareAttributes(source, replica, capabilities) : time;
    }
    return compare(source, replica, capabilities, hasSameContent(source, replica));
  }

  /**
   * Compares two entries of one kind after their contents have been compared.
   *
   * @param sameContent the result of that comparison
   */
  Verdict compare(Entry source, Entry replica, Capabilities capabilities, boolean sameContent) {
    return sameContent
        ? compareAttributes(source, replica, capabilities)
        : Verdict.needs(Action.UPDATE);
  }

  static boolean hasSameContent(Entry source, Entry replica) {
    return switch (source.kind()) {
      case LINK -> source.linkTarget().equals(replica.linkTarget());
      case BLOCK_DEVICE, CHARACTER_DEVICE -> source.rdev() == replica.rdev();
      case FILE, DIRECTORY, FIFO, SOCKET -> true;
    };
  }

  /** Compares everything but content of two entries of one kind; the first difference decides. */
  private Verdict compareAttributes(Entry source, Entry replica, Capabilities capabilities) {
    Verdict verdict = compareModes(source, replica, capabilities);
    if (verdict.isSame()) {
      verdict = verdict.and(compareOwners(source, replica, capabilities));
    }
    if (verdict.isSame()) {
      verdict = verdict.and(compareGroups(source, replica, capabilities));
    }
    if (verdict.isSame()) {
      verdict = verdict.and(compareExtended(source, replica, capabilities));
    }
    if (verdict.isSame()) {
      verdict = verdict.and(compareTimes(source, replica, capabilities, Action.ATTRIBUTES));
    }
    return verdict.action() != null && needsNewInode(source, replica, capabilities)
        ? verdict.with(Action.UPDATE)
        : verdict;
  }

  private boolean needsNewInode(Entry source, Entry replica, Capabilities capabilities) {
    // Attributes belong to the inode, so changing them would affect its other hard links.
    return replica.hasOtherNames() && !fidelity.hardLinks()
        || !replica.isDirectory() && access.needsNewInode(source, replica, capabilities);
  }

  Verdict compareTimes(Entry source, Entry replica, Capabilities capabilities, Action different) {
    Timestamp wanted = source.modified();
    Timestamp found = replica.modified();
    if (wanted.equals(found) || isWithinWindow(wanted, found)) {
      return Verdict.SAME;
    }
    if (source.kind() == Kind.LINK) {
      Verdict links = ifStored(Capability.LINK_TIMES, capabilities);
      if (links.action() == null) {
        return links;
      }
    }
    Timestamp stored = capabilities.stored(wanted);
    if (stored == null && mayBeStored(wanted, found)) {
      return Verdict.unknown(Capability.TIMES);
    }
    return found.equals(stored) ? Verdict.SAME : Verdict.needs(different);
  }

  /** Returns true if the found time may be the rounded form of the wanted time. */
  private static boolean mayBeStored(Timestamp wanted, Timestamp found) {
    boolean rounded = found.nanos() % FINEST_ROUNDING == 0;
    long seconds = wanted.seconds();
    return rounded || seconds < 0 || seconds >= Integer.MAX_VALUE;
  }

  private boolean isWithinWindow(Timestamp one, Timestamp other) {
    Duration window = fidelity.modifyWindow();
    return !window.isZero() && one.isWithin(window, other);
  }

  Verdict compareModes(Entry source, Entry replica, Capabilities capabilities) {
    int difference = source.mode() ^ replica.mode();
    if (difference == 0 || source.kind() == Kind.LINK) {
      return Verdict.SAME;
    }
    // For a group that the user is not a member of, the kernel clears the setgid bit.
    if (difference == SET_GROUP
        && (source.mode() & SET_GROUP) != 0
        && !privileges.keepsSetGroup(replica.gid())) {
      return Verdict.SAME;
    }
    // Giving a file away clears both bits, and they cannot be set again without CAP_FOWNER.
    // A file loses them with a new inode.
    if ((difference & ~SET_IDS) == 0
        && (source.isDirectory() || (replica.mode() & difference) == 0)
        && privileges.losesControlOf(source.uid())) {
      return Verdict.sameBut(Capability.MODES);
    }
    return ifStored(Capability.MODES, capabilities);
  }

  Verdict compareOwners(Entry source, Entry replica, Capabilities capabilities) {
    if (source.uid() == replica.uid()) {
      return Verdict.SAME;
    }
    return privileges.mayGiveAway()
        ? ifStored(Capability.OWNERS, capabilities)
        : Verdict.sameBut(Capability.OWNERS);
  }

  Verdict compareGroups(Entry source, Entry replica, Capabilities capabilities) {
    if (source.gid() == replica.gid()) {
      return Verdict.SAME;
    }
    if (!privileges.mayGiveTo(source.gid())) {
      return Verdict.sameBut(Capability.GROUPS);
    }
    return ifStored(Capability.GROUPS, capabilities);
  }

  private Verdict compareExtended(Entry source, Entry replica, Capabilities capabilities) {
    ExtendedAttributes wanted = source.extended();
    ExtendedAttributes found = replica.extended();
    if (wanted.equals(found)) {
      return Verdict.SAME;
    }
    Verdict verdict = compareExtended(wanted.names(), wanted, found, capabilities);
    return verdict.isSame()
        ? verdict.and(compareExtended(found.names(), wanted, found, capabilities))
        : verdict;
  }

  Verdict compareExtended(
      Set<String> names,
      ExtendedAttributes wanted,
      ExtendedAttributes found,
      Capabilities capabilities) {
    Verdict verdict = Verdict.SAME;
    for (String name : names) {
      if (!Arrays.equals(wanted.value(name), found.value(name))) {
        verdict =
            verdict.and(
                privileges.maySet(name)
                    ? ifStored(Capability.ofAttribute(name), capabilities)
                    : Verdict.sameBut(Capability.ofAttribute(name)));
        if (!verdict.isSame()) {
          return verdict;
        }
      }
    }
    return verdict;
  }

  /** The verdict on a difference that counts only if the file system has the capability. */
  private static Verdict ifStored(Capability capability, Capabilities capabilities) {
    if (!capabilities.knows(capability)) {
      return Verdict.unknown(capability);
    }
    return capabilities.lacks(capability)
        ? Verdict.sameBut(capability)
        : Verdict.needs(Action.ATTRIBUTES);
  }

  /**
   * Returns true if the source entry should and can exist in the replica.
   *
   * @param capabilities the capabilities of the replica's file system at this path
   */
  public boolean mirrors(Entry source, Capabilities capabilities) {
    return fidelity.mirrors(source)
        && switch (source.kind()) {
          case LINK -> !capabilities.lacks(Capability.LINKS);
          case FIFO -> !capabilities.lacks(Capability.FIFOS);
          case BLOCK_DEVICE, CHARACTER_DEVICE -> !capabilities.lacks(Capability.DEVICES);
          case FILE, DIRECTORY, SOCKET -> true;
        };
  }
}
