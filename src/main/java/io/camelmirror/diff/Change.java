package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import java.nio.file.Path;

/**
 * One difference at one path.
 *
 * @param action what has to happen
 * @param path the path below both roots; empty for the roots themselves
 * @param source what the source has there; null for a DELETE
 * @param replica what the replica has there; null for a CREATE
 * @param linkTo the path of the replica's file of which this is to be another name; null when it is
 *     a file of its own
 * @param excluded whether the replica is to lose it although the source may have it: it is filtered
 *     out
 */
public record Change(
    Action action, Path path, Entry source, Entry replica, Path linkTo, boolean excluded) {

  /** A change of an entry of its own. */
  public Change(Action action, Path path, Entry source, Entry replica) {
    this(action, path, source, replica, null, false);
  }

  /** The change that makes a further name of a file of the replica. */
  static Change linking(Action action, Path path, Entry source, Entry replica, Path linkTo) {
    return new Change(action, path, source, replica, linkTo, false);
  }

  /** The DELETE of what is filtered out. */
  static Change excluding(Path path, Entry replica) {
    return new Change(Action.DELETE, path, null, replica, null, true);
  }

  /** Whether a directory stands or will stand there: such a change counts as no file. */
  public boolean concernsDirectoryOnly() {
    return (source == null || source.isDirectory()) && (replica == null || replica.isDirectory());
  }

  /**
   * Whether the replica loses something that the source does not have there: the entry itself, or
   * one that stands where the other kind, directory or not, is to be. Such a change is held until
   * reconciliation.
   */
  public boolean isRemoval() {
    return replica != null && (source == null || source.isDirectory() != replica.isDirectory());
  }

  /** Whether the replica loses a directory, and so everything below it. */
  public boolean removesDirectory() {
    return isRemoval() && replica.isDirectory();
  }

  /** Whether content is written: not for attributes, removals and further names. */
  public boolean writesContent() {
    return action != Action.ATTRIBUTES && action != Action.DELETE && linkTo == null;
  }
}
