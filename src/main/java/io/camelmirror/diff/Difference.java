package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.PathText;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A path at which source and replica differ.
 *
 * @param path the path relative to both roots
 * @param source the source entry; null if the source has none, or none to mirror
 * @param replica the replica entry, or null
 * @param what the properties that differ, at least one, in the order of {@link Property}
 */
public record Difference(Path path, Entry source, Entry replica, Set<Property> what) {

  /** What can differ. */
  public enum Property {
    MISSING("missing in the replica"),
    EXTRA("not in the source"),
    EXCLUDED("excluded, but in the replica"),
    KIND("kind"),
    CONTENT("content"),
    SIZE("size"),
    TIME("time"),
    LINK_TARGET("link target"),
    DEVICE("device number"),
    OWNER("owner"),
    GROUP("group"),
    PERMISSIONS("permissions"),
    XATTRS("extended attributes"),
    ACL("ACL"),
    HARD_LINKS("hard links");

    private final String text;

    Property(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Returns true if the content differs although size and time are equal. No pass without checksums
   * notices that. Either the disk has lost or changed data, or a program has set the time back.
   */
  public boolean isSilent() {
    return what.contains(Property.CONTENT)
        && !what.contains(Property.SIZE)
        && !what.contains(Property.TIME);
  }

  /** Returns true if the replica has an entry that a repair would delete. */
  public boolean isRemoval() {
    return replica != null && (source == null || source.isDirectory() != replica.isDirectory());
  }

  /** One line for display: {@code docs/a.txt: size, time}. */
  @Override
  public String toString() {
    String line =
        PathText.of(path)
            + ": "
            + what.stream().map(Property::toString).collect(Collectors.joining(", "));
    if (what.contains(Property.KIND)) {
      return line + " (" + kind(source) + " in the source, " + kind(replica) + " in the replica)";
    }
    return isSilent()
        ? line
            + " (size and time are equal: silent corruption, or a program that hides its changes)"
        : line;
  }

  private static String kind(Entry entry) {
    return entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
