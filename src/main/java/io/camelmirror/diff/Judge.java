package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Says what a pair of entries needs: asks the {@link Comparison}, and finds out what that does not
 * know, about the replica's file system or the contents of files.
 */
final class Judge {

  private final Trees trees;
  private final Comparison comparison;
  private final CapabilitySource capabilities;
  private final NotKeptListener listener;
  private final TouchedDirectories touched;

  /**
   * Makes a judge.
   *
   * @param listener hears of differences that cannot be removed
   * @param touched takes directories in which something was tried out
   */
  Judge(
      Trees trees,
      Comparison comparison,
      CapabilitySource capabilities,
      NotKeptListener listener,
      TouchedDirectories touched) {
    this.trees = trees;
    this.comparison = comparison;
    this.capabilities = capabilities;
    this.listener = listener;
    this.touched = touched;
  }

  /**
   * Finds out what a path needs of which both entries are known and the source's is mirrored. With
   * checksums this reads content.
   *
   * @param directory the directory that holds the path
   * @return the change, or null when none is needed
   * @throws IOException when content cannot be read
   */
  Change needed(Path path, Entry source, Entry replica) throws IOException {
    Action action;
    if (asksForContent(source, replica)) {
      boolean same = SameContent.read(trees, path);
      action = compare(Tree.parentOf(path), source, replica, same);
    } else {
      action = compare(Tree.parentOf(path), source, replica);
    }
    return action == null ? null : new Change(action, path, source, replica);
  }

  /**
   * Compares two entries, and finds out about the replica's file system what that takes.
   *
   * @param directory the directory that holds them
   * @return null when the replica is equal
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
      touched.add(directory);
      known =
          unknown == Capability.TIMES && known.knows(unknown)
              ? known.withStored(
                  source.modified(), capabilities.stored(directory, source.modified()))
              : capabilities.probe(directory, device, unknown);
    }
  }

  /** Whether only the content of two entries says what is needed. */
  boolean asksForContent(Entry source, Entry replica) {
    return comparison.fidelity().checksum()
        && replica != null
        && source.kind() == Kind.FILE
        && replica.kind() == Kind.FILE
        && source.size() == replica.size();
  }

  /** Whether an entry of the source is to have its like in the replica, and can. */
  boolean mirrors(Entry source, long device) {
    return comparison.mirrors(source, capabilities.of(device));
  }

  /** Whether the replica's file system at an entry is known to lack something. */
  boolean lacks(Entry replica, Capability capability) {
    return replica != null && capabilities.of(replica.inode().device()).lacks(capability);
  }
}
