package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Tree;
import java.nio.file.Path;

/**
 * One difference at one path.
 *
 * @param action the action needed
 * @param path the path relative to both roots; empty for the roots themselves
 * @param source the source entry; null for a DELETE
 * @param replica the replica entry; null for a CREATE
 * @param linkTo the replica path to hard-link to; null to create a separate file
 * @param excluded a filter excludes the path, so that the replica loses it even if the source has
 *     it
 * @param equal the entries are equal, so that nothing is missing if the hard link is impossible
 * @param parent the parent directory in the replica as the march saw it; another directory that has
 *     taken its path since is not written to. Null if not known
 * @param orphan the DELETE that a MOVE makes unnecessary, with the old path; otherwise null
 */
public record Change(
    Action action,
    Path path,
    Entry source,
    Entry replica,
    Path linkTo,
    boolean excluded,
    boolean equal,
    Entry.Inode parent,
    Change orphan) {

  private static final int OWNER_ONLY = 0700;
  private static final int ANYONE = 0777;

  /** A change without a hard link. */
  public Change(Action action, Path path, Entry source, Entry replica) {
    this(action, path, source, replica, null, false, false, null, null);
  }

  /** A change that creates a hard link to a file of the replica. */
  static Change linking(
      Action action, Path path, Entry source, Entry replica, Path linkTo, boolean equal) {
    return new Change(action, path, source, replica, linkTo, false, equal, null, null);
  }

  /** The DELETE of an excluded path. */
  static Change excluding(Path path, Entry replica) {
    return new Change(Action.DELETE, path, null, replica, null, true, false, null, null);
  }

  /** The MOVE of an orphan to a path where the source has the entry now. */
  public static Change moving(Change orphan, Path path, Entry source) {
    return new Change(
        Action.MOVE, path, source, orphan.replica(), null, false, false, null, orphan);
  }

  /** Returns a copy with the parent directory in the replica. */
  public Change in(Entry.Inode directory) {
    return new Change(action, path, source, replica, linkTo, excluded, equal, directory, orphan);
  }

  /** Returns a copy that creates a separate file instead of a hard link. */
  public Change withoutLink() {
    return new Change(action, path, source, replica, null, excluded, equal, parent, orphan);
  }

  /** The entry of the source; for a DELETE, the entry of the replica. */
  public Entry entry() {
    return source != null ? source : replica;
  }

  /** Returns true if only a directory is involved; such a change does not count as a file. */
  public boolean concernsDirectoryOnly() {
    return (source == null || source.isDirectory()) && (replica == null || replica.isDirectory());
  }

  /**
   * Returns true if the replica loses an entry that the source does not have: a deletion, or a
   * replacement of a directory by a non-directory or the reverse. Such a change is held until
   * reconciliation.
   */
  public boolean isRemoval() {
    return replica != null && (source == null || source.isDirectory() != replica.isDirectory());
  }

  /** Returns true if the replica loses a directory and everything below it. */
  public boolean removesDirectory() {
    return isRemoval() && replica.isDirectory();
  }

  /** The old path of a MOVE; otherwise null. */
  public Path from() {
    return orphan == null ? null : orphan.path();
  }

  /**
   * Returns true if a directory must be closed to others before it is moved: more people may reach
   * its new path, and what is in it may not be for them.
   */
  public boolean closesFirst() {
    return action == Action.MOVE
        && replica.isDirectory()
        && (replica.mode() & ANYONE) != OWNER_ONLY
        && !Tree.parentOf(path).equals(Tree.parentOf(from()));
  }

  /** Returns true if content is written. False for attributes, moves, removals and hard links. */
  public boolean writesContent() {
    return switch (action) {
      case CREATE, UPDATE, REPLACE -> linkTo == null;
      case ATTRIBUTES, MOVE, DELETE -> false;
    };
  }
}
