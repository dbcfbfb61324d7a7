package io.camelmirror.tree;

/**
 * How the entries of a tree are read.
 *
 * @param followLinks whether a symbolic link is taken for what it leads to
 * @param attributes whether extended attributes are read: those of users, and for a privileged
 *     process all others but the system's
 * @param accessLists whether POSIX access lists are read
 * @param lenient whether an extended attribute that may not be read is taken for one with another
 *     value than any
 */
public record ReadOptions(
    boolean followLinks, boolean attributes, boolean accessLists, boolean lenient) {

  private static final String OF_USERS = "user.";
  private static final String OF_SYSTEM = "system.";

  /** Links are not followed, extended attributes not read. */
  public static final ReadOptions PLAIN = new ReadOptions(false, false, false, false);

  /** The same for a tree that is made equal: its links are not followed, what it hides differs. */
  public ReadOptions ofReplica() {
    return new ReadOptions(false, attributes, accessLists, true);
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
