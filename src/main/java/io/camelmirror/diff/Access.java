package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Privileges;
import java.util.Arrays;
import java.util.function.Predicate;

/** The rules about who may use an entry of the replica. Pure. */
public final class Access {

  private static final int SET_IDS = 06000;
  private static final int SET_GROUP = 02000;
  private static final int EVERYBODY = 0777;
  private static final int GROUP = 070;

  private final Privileges privileges;
  private final boolean othersReachReplica;

  /**
   * Creates the rules.
   *
   * @param privileges the user's privileges on the replica
   * @param othersReachReplica users other than root and this one may reach the replica's root
   */
  Access(Privileges privileges, boolean othersReachReplica) {
    this.privileges = privileges;
    this.othersReachReplica = othersReachReplica;
  }

  /**
   * Returns true if attributes cannot be written to the replica's inode, so that the entry needs a
   * new one. Another user may have written the content of an inode that belongs to them, or may
   * still hold it open, so such an inode must not gain a new owner, a setuid or setgid bit, or a
   * security attribute.
   */
  boolean needsNewInode(Entry source, Entry replica, Capabilities capabilities) {
    if (!privileges.mayChange(replica.uid())) {
      return true;
    }
    return othersReachReplica
        && !privileges.trusts(replica.uid())
        && (changesOwner(source, replica, capabilities)
            || (source.mode() & ~replica.mode() & SET_IDS) != 0
            || source.gid() != replica.gid() && (source.mode() & SET_GROUP) != 0
            || adds(source, replica, ExtendedAttributes::isOfSecurity));
  }

  /** Returns true if one entry has attributes of a kind that the other does not have. */
  private static boolean adds(Entry one, Entry other, Predicate<String> kind) {
    for (String name : one.extended().names()) {
      if (kind.test(name)
          && !Arrays.equals(one.extended().value(name), other.extended().value(name))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns true if a directory of the replica lets someone in whom the attributes of the source
   * would keep out.
   */
  boolean tightens(Entry source, Entry replica, Capabilities capabilities) {
    return changesOwner(source, replica, capabilities)
        || changesGroup(source, replica, capabilities) && (replica.mode() & GROUP) != 0
        || grants(replica, source, capabilities);
  }

  /**
   * Returns true if a directory of the replica keeps someone out whom the attributes of the source
   * would let in.
   */
  boolean opens(Entry source, Entry replica, Capabilities capabilities) {
    return changesOwner(source, replica, capabilities)
        || changesGroup(source, replica, capabilities) && (source.mode() & GROUP) != 0
        || grants(source, replica, capabilities);
  }

  /** Returns true if one entry's permissions or ACLs grant what the other's do not. */
  private static boolean grants(Entry one, Entry other, Capabilities capabilities) {
    return !capabilities.lacks(Capability.MODES) && (one.mode() & ~other.mode() & EVERYBODY) != 0
        || !capabilities.lacks(Capability.ACLS)
            && adds(one, other, ExtendedAttributes::isAccessList);
  }

  /** Returns true if writing the source's attributes changes the owner. */
  private boolean changesOwner(Entry source, Entry replica, Capabilities capabilities) {
    return source.uid() != replica.uid()
        && privileges.mayGiveAway()
        && !capabilities.lacks(Capability.OWNERS);
  }

  private boolean changesGroup(Entry source, Entry replica, Capabilities capabilities) {
    return source.gid() != replica.gid()
        && privileges.mayGiveTo(source.gid())
        && !capabilities.lacks(Capability.GROUPS);
  }

  /**
   * Returns the attributes for a directory that must not be opened yet: the source's, without
   * anything that the replica does not grant.
   */
  public static Entry closed(Entry source, Entry replica) {
    int mode = source.mode() & (replica.mode() | ~EVERYBODY);
    boolean grants = adds(source, replica, ExtendedAttributes::isAccessList);
    return source.with(
        replica.uid(),
        replica.gid(),
        mode,
        grants ? source.extended().withoutAccessLists() : source.extended());
  }
}
