package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Privileges;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/**
 * The rule that says what a pair of entries needs. It looks at nothing but the two entries and what
 * the replica's file system can store: a difference that nobody can remove counts as none.
 */
public final class Comparison {

  private static final int SET_GROUP = 02000;

  /** In nanoseconds: file systems that round times do so to a multiple of this. */
  private static final int FINEST_ROUNDING = 100;

  private final Fidelity fidelity;
  private final Privileges privileges;

  /**
   * Makes the rule.
   *
   * @param fidelity what is to be kept
   * @param privileges what the user may do to the replica
   */
  public Comparison(Fidelity fidelity, Privileges privileges) {
    this.fidelity = fidelity;
    this.privileges = privileges;
  }

  public Fidelity fidelity() {
    return fidelity;
  }

  public Privileges privileges() {
    return privileges;
  }

  /**
   * Compares what the two trees have at one path.
   *
   * @param source what the source has there, or null
   * @param replica what the replica has there, or null
   * @param capabilities those of the replica's file system there
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
   * Compares two entries of one kind whose content has been compared already.
   *
   * @param sameContent whether it is the same
   */
  Verdict compare(Entry source, Entry replica, Capabilities capabilities, boolean sameContent) {
    return sameContent
        ? compareAttributes(source, replica, capabilities)
        : Verdict.needs(Action.UPDATE);
  }

  private static boolean hasSameContent(Entry source, Entry replica) {
    return switch (source.kind()) {
      case LINK -> source.linkTarget().equals(replica.linkTarget());
      case BLOCK_DEVICE, CHARACTER_DEVICE -> source.rdev() == replica.rdev();
      case FILE, DIRECTORY, FIFO, SOCKET -> true;
    };
  }

  /** Compares two entries of one kind in everything but content; the first difference decides. */
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
    // Attributes belong to the object: they would change under its other names too.
    return verdict.action() != null && replica.hasOtherNames() && !fidelity.hardLinks()
        ? verdict.with(Action.UPDATE)
        : verdict;
  }

  private Verdict compareTimes(
      Entry source, Entry replica, Capabilities capabilities, Action different) {
    FileTime wanted = source.modified();
    FileTime found = replica.modified();
    if (wanted.equals(found) || isWithinWindow(wanted, found)) {
      return Verdict.SAME;
    }
    if (source.kind() == Kind.LINK) {
      Verdict links = ifStored(Capability.LINK_TIMES, capabilities);
      if (links.action() == null) {
        return links;
      }
    }
    FileTime stored = capabilities.stored(wanted);
    if (stored == null && mayBeStored(wanted, found)) {
      return Verdict.unknown(Capability.TIMES);
    }
    return found.equals(stored) ? Verdict.SAME : Verdict.needs(different);
  }

  /** Whether a time that is found may be what became of another one when it was stored. */
  private static boolean mayBeStored(FileTime wanted, FileTime found) {
    boolean rounded = found.toInstant().getNano() % FINEST_ROUNDING == 0;
    long seconds = wanted.toInstant().getEpochSecond();
    return rounded || seconds < 0 || seconds >= Integer.MAX_VALUE;
  }

  private boolean isWithinWindow(FileTime one, FileTime other) {
    Duration window = fidelity.modifyWindow();
    return !window.isZero()
        && Duration.between(one.toInstant(), other.toInstant()).abs().compareTo(window) <= 0;
  }

  private Verdict compareModes(Entry source, Entry replica, Capabilities capabilities) {
    int difference = source.mode() ^ replica.mode();
    if (difference == 0 || source.kind() == Kind.LINK) {
      return Verdict.SAME;
    }
    // The kernel takes the bit away from files of groups that the user does not belong to.
    if (difference == SET_GROUP && !privileges.mayGiveTo(replica.gid())) {
      return Verdict.SAME;
    }
    return ifStored(Capability.MODES, capabilities);
  }

  private Verdict compareOwners(Entry source, Entry replica, Capabilities capabilities) {
    if (source.uid() == replica.uid()) {
      return Verdict.SAME;
    }
    return privileges.mayGiveAway()
        ? ifStored(Capability.OWNERS, capabilities)
        : Verdict.sameBut(Capability.OWNERS);
  }

  private Verdict compareGroups(Entry source, Entry replica, Capabilities capabilities) {
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

  private static Verdict compareExtended(
      Set<String> names,
      ExtendedAttributes wanted,
      ExtendedAttributes found,
      Capabilities capabilities) {
    Verdict verdict = Verdict.SAME;
    for (String name : names) {
      if (!Arrays.equals(wanted.value(name), found.value(name))) {
        verdict = ifStored(Capability.ofAttribute(name), capabilities);
        if (!verdict.isSame()) {
          return verdict;
        }
      }
    }
    return verdict;
  }

  /** What a difference needs that matters only where the file system stores such a thing. */
  private static Verdict ifStored(Capability capability, Capabilities capabilities) {
    if (!capabilities.knows(capability)) {
      return Verdict.unknown(capability);
    }
    return capabilities.lacks(capability)
        ? Verdict.sameBut(capability)
        : Verdict.needs(Action.ATTRIBUTES);
  }

  /**
   * Whether an entry of the source is to have its like in the replica, and can.
   *
   * @param capabilities those of the replica's file system there
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
