package io.camelmirror.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The extended attributes of one entry, POSIX ACLs included. A name holds one character per byte.
 */
public final class ExtendedAttributes {

  /** No attributes, or attributes were not read. */
  public static final ExtendedAttributes NONE = new ExtendedAttributes(Map.of());

  /**
   * Placeholder for a value that this process may not read. It is longer than the kernel's limit of
   * 64 KiB, so it never equals a real value.
   */
  public static final byte[] UNREADABLE = new byte[(1 << 16) + 1];

  /** The POSIX ACL of an entry, and the one that entries in a directory inherit. */
  public static final String OWN_ACCESS_LIST = "system.posix_acl_access";

  public static final String DEFAULT_ACCESS_LIST = "system.posix_acl_default";

  private static final String ACCESS_LIST = "system.posix_acl_";
  private static final String OF_SECURITY = "security.";
  private static final String TRUSTED = "trusted.";

  /** What the security modules of a system keep with each of its files, by {@code xattr(7)}. */
  private static final List<String> LABELS =
      List.of(
          "security.selinux",
          "security.SMACK64",
          "security.apparmor",
          "security.ima",
          "security.evm");

  private final Map<String, byte[]> values;

  private ExtendedAttributes(Map<String, byte[]> values) {
    this.values = values;
  }

  /** Wraps a copy of the map; the values are not copied. */
  public static ExtendedAttributes of(Map<String, byte[]> values) {
    return values.isEmpty() ? NONE : new ExtendedAttributes(new TreeMap<>(values));
  }

  /** Returns true if the attribute is a POSIX ACL. */
  public static boolean isAccessList(String name) {
    return name.startsWith(ACCESS_LIST);
  }

  /** Returns true if the attribute may grant rights or change how a system protects the file. */
  public static boolean isOfSecurity(String name) {
    return name.startsWith(OF_SECURITY);
  }

  /** Returns true if only a privileged process can set the attribute. */
  public static boolean isPrivileged(String name) {
    return isOfSecurity(name) || name.startsWith(TRUSTED);
  }

  /** Returns true if the kernel itself gives new files this attribute, or may. */
  public static boolean isLabel(String name) {
    return LABELS.stream().anyMatch(name::startsWith);
  }

  /** Returns all attributes but the ACLs. */
  public ExtendedAttributes withoutAccessLists() {
    Map<String, byte[]> rest = new TreeMap<>(values);
    rest.keySet().removeIf(ExtendedAttributes::isAccessList);
    return of(rest);
  }

  public Set<String> names() {
    return values.keySet();
  }

  /** Returns the value or null. Callers must not modify it. */
  public byte[] value(String name) {
    return values.get(name);
  }

  @Override
  public boolean equals(Object other) {
    // Most files have none and share the same object, so the identity check decides.
    return this == other
        || other instanceof ExtendedAttributes that
            && values.keySet().equals(that.values.keySet())
            && values.entrySet().stream()
                .allMatch(
                    entry -> Arrays.equals(entry.getValue(), that.values.get(entry.getKey())));
  }

  @Override
  public int hashCode() {
    return values.keySet().hashCode();
  }

  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
