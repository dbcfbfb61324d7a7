package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Decides what a pair of entries needs. It asks the {@link Comparison}, probes the replica's file
 * system and reads content where necessary.
 */
final class Judge {

  private final Trees trees;
  private final Comparison comparison;
  private final CapabilitySource capabilities;
  private final MarchListener listener;
  private final TouchedDirectories touched;

  /**
   * Creates a judge.
   *
   * @param listener is told about differences that cannot be removed, and asked while content is
   *     read
   * @param touched records the directories that a probe wrote to
   */
  Judge(
      Trees trees,
      Comparison comparison,
      CapabilitySource capabilities,
      MarchListener listener,
      TouchedDirectories touched) {
    this.trees = trees;
    this.comparison = comparison;
    this.capabilities = capabilities;
    this.listener = listener;
    this.touched = touched;
  }

  /**
   * Returns the change needed at a path, given both entries. The source entry must be mirrored.
   * With checksums this reads content.
   *
   * @return the change, or null if none is needed
   * @throws IOException if content cannot be read
   */
  Change needed(Path path, Entry source, Entry replica) throws IOException {
    Action action;
    if (asksForContent(path, source, replica)) {
      boolean same = SameContent.read(trees, path, comparison.contents().pace());
      action = compare(Tree.parentOf(path), source, replica, same);
    } else {
      action = compare(Tree.parentOf(path), source, replica);
    }
    return action == null ? null : new Change(action, path, source, replica);
  }

  /**
   * Compares two entries and probes the replica's file system if the result depends on it.
   *
   * @param directory the parent directory of the entries
   * @return null if the replica is up to date
   */
  Action compare(Path directory, Entry source, Entry replica) {
    return compare(directory, source, replica, null);
  }

  private Action compare(Path directory, Entry source, Entry replica, Boolean sameContent) {
    long device = replica == null ? 0 : replica.inode().device();
    Capabilities known = capabilities.of(device);
    while (true) {
      Verdict verdict =
          sameContent == null
              ? comparison.compare(source, replica, known)
              : comparison.compare(source, replica, known, sameContent);
      Capability unknown = verdict.unknown();
      if (unknown == null) {
        for (Capability notKept : verdict.notKept()) {
          listener.notKept(notKept, known);
        }
        return verdict.action();
      }
      touched.add(directory, null);
      known =
          unknown == Capability.TIMES && known.knows(unknown)
              ? known.withStored(
                  source.modified(), capabilities.stored(directory, source.modified()))
              : capabilities.probe(directory, device, unknown);
    }
  }

  /** The known capabilities of the replica's file system at an entry. */
  Capabilities capabilities(Entry replica) {
    return capabilities.of(replica.inode().device());
  }

  boolean asksForContent(Path path, Entry source, Entry replica) {
    return asksForContent(Tree.parentOf(path), RawPath.nameOf(path), source, replica);
  }

  /** Returns true if the content decides. */
  boolean asksForContent(Path directory, RawPath name, Entry source, Entry replica) {
    return !comparison.contents().isNone()
        && replica != null
        && source.kind() == Kind.FILE
        && replica.kind() == Kind.FILE
        && source.size() == replica.size()
        && comparison.contents().include(directory, name, source);
  }

  /** Returns true if the source entry should and can exist in the replica. */
  boolean mirrors(Entry source, long device) {
    return comparison.mirrors(source, capabilities.of(device));
  }

  /** Returns true if the replica's file system at this entry is known to lack a capability. */
  boolean lacks(Entry replica, Capability capability) {
    return replica != null && capabilities.of(replica.inode().device()).lacks(capability);
  }
}
