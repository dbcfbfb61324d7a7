package io.camelmirror.tree;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The extended attributes of one entry; POSIX access lists are among them. A name is kept as one
 * character a byte.
 */
public final class ExtendedAttributes {

  /** No attribute, or none asked for. */
  public static final ExtendedAttributes NONE = new ExtendedAttributes(Map.of());

  /** Stands for a value that may not be read. It is longer than any: the kernel takes 64 KiB. */
  public static final byte[] UNREADABLE = new byte[(1 << 16) + 1];

  private static final String ACCESS_LIST = "system.posix_acl_";

  private final Map<String, byte[]> values;

  private ExtendedAttributes(Map<String, byte[]> values) {
    this.values = values;
  }

  /** The attributes of a map, which is copied; the values are not. */
  public static ExtendedAttributes of(Map<String, byte[]> values) {
    return values.isEmpty() ? NONE : new ExtendedAttributes(new TreeMap<>(values));
  }

  /** Whether a name is that of a POSIX access list. */
  public static boolean isAccessList(String name) {
    return name.startsWith(ACCESS_LIST);
  }

  public Set<String> names() {
    return values.keySet();
  }

  /** The value, which is not to be changed, or null. */
  public byte[] value(String name) {
    return values.get(name);
  }

  @Override
  public boolean equals(Object other) {
    // Most files have none: this is the same object then, and asked for each of them.
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
