package io.camelmirror.diff;

import io.camelmirror.diff.Difference.Property;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Looks again at what a march has found, and tells what differs. What has changed since may be
 * equal now.
 */
public final class SecondLook {

  private static final int ATTEMPTS = 3;

  private final Trees trees;
  private final Comparison comparison;
  private final Judge judge;

  /** Creates a look at two open trees. */
  public SecondLook(Trees trees, Comparison comparison, CapabilitySource capabilities) {
    this.trees = trees;
    this.comparison = comparison;
    judge = new Judge(trees, comparison, capabilities, null, null);
  }

  /**
   * Compares the entries at the path of a change until they stay as they are meanwhile.
   *
   * @return null if nothing differs now
   * @throws IOException if an entry cannot be read, or keeps changing
   */
  public Difference at(Change found) throws IOException {
    Change seen = found;
    for (int i = 0; i < ATTEMPTS; i++) {
      Set<Property> what = what(seen, seen == found);
      Entry source = found.excluded() ? null : mirrored(trees.source().read(found.path()), seen);
      Entry replica = trees.replica().read(found.path());
      if (what != null
          && Objects.equals(source, seen.source())
          && Objects.equals(replica, seen.replica())) {
        return what.isEmpty() ? null : new Difference(found.path(), source, replica, what);
      }
      seen =
          new Change(
              found.action(),
              found.path(),
              source,
              replica,
              null,
              found.excluded(),
              false,
              found.parent(),
              null);
    }
    throw new FileSystemException(
        trees.source().path().resolve(found.path()).toString(), null, "it keeps changing");
  }

  private Entry mirrored(Entry source, Change seen) {
    long device = seen.replica() == null ? 0 : seen.replica().inode().device();
    return source != null && judge.mirrors(source, device) ? source : null;
  }

  /** Returns null if a file has disappeared while it was read. */
  private Set<Property> what(Change change, boolean found) throws IOException {
    Entry source = change.source();
    Entry replica = change.replica();
    if (source == null || replica == null) {
      return presence(change);
    }
    if (source.kind() != replica.kind()) {
      return EnumSet.of(Property.KIND);
    }
    Set<Property> what = what(source, replica, judge.capabilities(replica));
    try {
      if (judge.asksForContent(change.path(), source, replica)
          && !SameContent.readBoth(trees, change.path(), comparison.contents().pace())) {
        what.add(Property.CONTENT);
      }
    } catch (NoSuchFileException e) {
      return null;
    }
    if (found && comparison.fidelity().hardLinks()) {
      // Equal entries that the march wants made anew have other hard links in the source.
      if (change.linkTo() != null || what.isEmpty() && change.writesContent()) {
        what.add(Property.HARD_LINKS);
      }
    }
    return what;
  }

  /** What differs between two entries of one kind and counts, except the content of files. */
  Set<Property> what(Entry source, Entry replica, Capabilities capabilities) {
    Set<Property> what = EnumSet.noneOf(Property.class);
    if (source.size() != replica.size()) {
      what.add(Property.CONTENT);
      what.add(Property.SIZE);
    }
    if (!Comparison.hasSameContent(source, replica)) {
      what.add(source.kind() == Kind.LINK ? Property.LINK_TARGET : Property.DEVICE);
    }
    add(
        Property.TIME,
        comparison.compareTimes(source, replica, capabilities, Action.ATTRIBUTES),
        what);
    add(Property.OWNER, comparison.compareOwners(source, replica, capabilities), what);
    add(Property.GROUP, comparison.compareGroups(source, replica, capabilities), what);
    add(Property.PERMISSIONS, comparison.compareModes(source, replica, capabilities), what);
    Set<String> names = new HashSet<>(source.extended().names());
    names.addAll(replica.extended().names());
    for (String name : names) {
      add(
          ExtendedAttributes.isAccessList(name) ? Property.ACL : Property.XATTRS,
          comparison.compareExtended(
              Set.of(name), source.extended(), replica.extended(), capabilities),
          what);
    }
    return what;
  }

  private static void add(Property property, Verdict verdict, Set<Property> what) {
    if (!verdict.isSame()) {
      what.add(property);
    }
  }

  private static Set<Property> presence(Change change) {
    if (change.source() == change.replica()) {
      return EnumSet.noneOf(Property.class);
    }
    if (change.replica() == null) {
      return EnumSet.of(Property.MISSING);
    }
    return EnumSet.of(change.excluded() ? Property.EXCLUDED : Property.EXTRA);
  }
}
