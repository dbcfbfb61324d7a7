package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Privileges;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The rule that says what a pair of entries needs. It looks at nothing but the two entries, and at
 * what can be kept at all: a difference that nobody can remove is none.
 */
public final class Comparison {

  private static final String NOT_STORED = "the replica's file system does not store them";
  private static final int SET_GROUP = 02000;

  private final Fidelity fidelity;
  private final LeftOut leftOut;
  private final Privileges privileges;
  private final ReplicaFileSystem replicaFileSystem;

  /**
   * Makes the rule.
   *
   * @param fidelity what is asked to be kept
   * @param leftOut what of it cannot be
   * @param privileges what the user may do to the replica
   */
  public Comparison(
      Fidelity fidelity,
      LeftOut leftOut,
      Privileges privileges,
      ReplicaFileSystem replicaFileSystem) {
    this.fidelity = fidelity;
    this.leftOut = leftOut;
    this.privileges = privileges;
    this.replicaFileSystem = replicaFileSystem;
  }

  public Fidelity fidelity() {
    return fidelity;
  }

  public LeftOut leftOut() {
    return leftOut;
  }

  public Privileges privileges() {
    return privileges;
  }

  /**
   * Compares what the two trees have at one path.
   *
   * @param source what the source has there, or null
   * @param replica what the replica has there, or null
   * @return the action that makes the replica equal, or null when it is
   */
  public Action compare(Entry source, Entry replica) {
    if (source == null) {
      return replica == null ? null : Action.DELETE;
    }
    if (replica == null) {
      return Action.CREATE;
    }
    if (source.kind() != replica.kind()) {
      return Action.REPLACE;
    }
    return compare(source, replica, hasSameContent(source, replica));
  }

  /**
   * Compares two entries of one kind of whose content it is known whether it is the same.
   *
   * @return the action that makes the replica equal, or null when it is
   */
  Action compare(Entry source, Entry replica, boolean sameContent) {
    if (!sameContent) {
      return Action.UPDATE;
    }
    if (hasSameAttributes(source, replica)) {
      return null;
    }
    // Attributes belong to the object: they would change under its other names too.
    return replica.hasOtherNames() && !fidelity.hardLinks() ? Action.UPDATE : Action.ATTRIBUTES;
  }

  /** Whether the content of two entries of one kind is the same, as far as can be seen so. */
  private boolean hasSameContent(Entry source, Entry replica) {
    return switch (source.kind()) {
      case FILE -> source.size() == replica.size() && hasSameTime(source, replica);
      case LINK -> source.linkTarget().equals(replica.linkTarget());
      case BLOCK_DEVICE, CHARACTER_DEVICE -> source.rdev() == replica.rdev();
      case DIRECTORY, FIFO, SOCKET -> true;
    };
  }

  /** Whether two entries of one kind are the same in all but content. */
  private boolean hasSameAttributes(Entry source, Entry replica) {
    return hasSameMode(source, replica)
        && hasSameOwner(source, replica)
        && hasSameGroup(source, replica)
        && hasSameExtended(source.extended(), replica.extended())
        && hasSameTime(source, replica);
  }

  private boolean hasSameTime(Entry source, Entry replica) {
    FileTime wanted = source.modified();
    FileTime found = replica.modified();
    return wanted.equals(found)
        || source.kind() == Kind.LINK && leftOut.has(Facet.LINK_TIMES)
        || isWithinWindow(wanted, found)
        || replicaFileSystem.stores(wanted, found);
  }

  private boolean isWithinWindow(FileTime one, FileTime other) {
    Duration window = fidelity.modifyWindow();
    return !window.isZero()
        && Duration.between(one.toInstant(), other.toInstant()).abs().compareTo(window) <= 0;
  }

  private boolean hasSameMode(Entry source, Entry replica) {
    int difference = source.mode() ^ replica.mode();
    if (difference == 0 || source.kind() == Kind.LINK || leftOut.has(Facet.MODES)) {
      return true;
    }
    // The kernel takes the bit away from files of groups that one does not belong to.
    if (difference == SET_GROUP && !privileges.mayGiveTo(replica.gid())) {
      return true;
    }
    if (!replicaFileSystem.storesModes()) {
      leftOut.add(Facet.MODES, NOT_STORED);
      return true;
    }
    return false;
  }

  private boolean hasSameOwner(Entry source, Entry replica) {
    if (source.uid() == replica.uid() || leftOut.has(Facet.OWNERS)) {
      return true;
    }
    if (!privileges.mayGiveAway()) {
      leftOut.add(Facet.OWNERS, "only root may give files away");
      return true;
    }
    if (!replicaFileSystem.storesOwners()) {
      leftOut.add(Facet.OWNERS, NOT_STORED);
      return true;
    }
    return false;
  }

  private boolean hasSameGroup(Entry source, Entry replica) {
    if (source.gid() == replica.gid() || leftOut.has(Facet.GROUPS)) {
      return true;
    }
    if (!privileges.mayGiveTo(source.gid())) {
      leftOut.note(
          Facet.GROUPS.name(),
          "groups are kept only where the user belongs to them: only root may give files to others");
      return true;
    }
    if (privileges.mayGiveAway() && !replicaFileSystem.storesOwners()) {
      leftOut.add(Facet.GROUPS, NOT_STORED);
      return true;
    }
    return false;
  }

  private boolean hasSameExtended(ExtendedAttributes source, ExtendedAttributes replica) {
    return source.equals(replica)
        || Stream.concat(source.names().stream(), replica.names().stream())
            .filter(this::isKept)
            .allMatch(name -> Arrays.equals(source.value(name), replica.value(name)));
  }

  /** Whether an extended attribute is kept. */
  public boolean isKept(String attribute) {
    return !leftOut.has(
        ExtendedAttributes.isAccessList(attribute) ? Facet.ACCESS_LISTS : Facet.ATTRIBUTES);
  }

  /** Whether an entry of the source is to have its like in the replica, and can. */
  public boolean mirrors(Entry source) {
    return fidelity.mirrors(source)
        && !(source.kind().isDevice() && leftOut.has(Facet.DEVICES))
        && !(source.kind() == Kind.LINK && leftOut.has(Facet.LINKS))
        && !(source.kind() == Kind.FIFO && leftOut.has(Facet.FIFOS));
  }
}
