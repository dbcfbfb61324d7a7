package io.camelmirror.tree;

/**
 * Options for reading the entries of a tree.
 *
 * @param followLinks follow symbolic links
 * @param attributes read extended attributes: the user namespace and, with privileges, all others
 *     except the system namespace
 * @param accessLists read POSIX ACLs
 * @param lenient treat an unreadable extended attribute as different from any value
 */
public record ReadOptions(
    boolean followLinks, boolean attributes, boolean accessLists, boolean lenient) {

  private static final String OF_USERS = "user.";
  private static final String OF_SYSTEM = "system.";

  /** Follow no links and read no extended attributes. */
  public static final ReadOptions PLAIN = new ReadOptions(false, false, false, false);

  /** The same options for the replica: links are not followed, and unreadable attributes differ. */
  public ReadOptions ofReplica() {
    return new ReadOptions(false, attributes, accessLists, true);
  }

  /** The same options, with POSIX ACLs. */
  public ReadOptions withAccessLists() {
    return new ReadOptions(followLinks, attributes, true, lenient);
  }

  public boolean wantsExtended() {
    return attributes || accessLists;
  }

  public boolean wants(String attribute) {
    if (ExtendedAttributes.isAccessList(attribute)) {
      return accessLists;
    }
    return attributes
        && (attribute.startsWith(OF_USERS)
            || Privileges.CURRENT.isRoot() && !attribute.startsWith(OF_SYSTEM));
  }
}
