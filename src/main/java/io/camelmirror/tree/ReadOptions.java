package io.camelmirror.tree;

/**
 * Options for reading the entries of a tree.
 *
 * @param followLinks follow symbolic links
 * @param attributes read extended attributes: the user namespace and, with privileges, all others
 *     except the system namespace
 * @param accessLists read POSIX ACLs
 * @param lenient treat an unreadable extended attribute as different from any value
 * @param rights what to read of setuid and setgid bits and of privileged attributes
 */
public record ReadOptions(
    boolean followLinks, boolean attributes, boolean accessLists, boolean lenient, Rights rights) {

  private static final String OF_USERS = "user.";
  private static final String OF_SYSTEM = "system.";
  private static final int PERMISSIONS = 07777;
  private static final int SET_IDS = 06000;

  /** Follow no links and read no extended attributes. */
  public static final ReadOptions PLAIN = new ReadOptions(false, false, false, false, Rights.READ);

  /**
   * What to read of setuid and setgid bits, and of {@code security.*} and {@code trusted.*}
   * attributes.
   */
  public enum Rights {
    /** Read them like all other permissions and attributes. */
    READ,
    /** Read entries as if they had none. */
    HIDE,
    /** Read those that grant something, even if no other attributes are read. */
    ALWAYS
  }

  /**
   * The same options for the replica: links are not followed, and unreadable attributes differ.
   * Rights hidden in the source are read in the replica, so that they are found and removed.
   */
  public ReadOptions ofReplica() {
    return new ReadOptions(
        false, attributes, accessLists, true, rights == Rights.HIDE ? Rights.ALWAYS : rights);
  }

  /** The same options, with POSIX ACLs. */
  public ReadOptions withAccessLists() {
    return new ReadOptions(followLinks, attributes, true, lenient, rights);
  }

  public boolean wantsExtended() {
    return attributes || accessLists || rights == Rights.ALWAYS && Privileges.CURRENT.isRoot();
  }

  public boolean wants(String attribute) {
    if (ExtendedAttributes.isAccessList(attribute)) {
      return accessLists;
    }
    if (rights == Rights.HIDE && ExtendedAttributes.isPrivileged(attribute)) {
      return false;
    }
    if (rights == Rights.ALWAYS && ExtendedAttributes.isOfSecurity(attribute)) {
      return Privileges.CURRENT.isRoot() && !ExtendedAttributes.isLabel(attribute);
    }
    return attributes
        && (attribute.startsWith(OF_USERS)
            || Privileges.CURRENT.isRoot() && !attribute.startsWith(OF_SYSTEM));
  }

  /** Returns the permission bits to read of a mode. */
  public int permissions(int mode) {
    return mode & (rights == Rights.HIDE ? PERMISSIONS & ~SET_IDS : PERMISSIONS);
  }

  /** Returns true if bits of the mode are hidden. */
  public boolean hides(int mode) {
    return rights == Rights.HIDE && (mode & SET_IDS) != 0;
  }
}
