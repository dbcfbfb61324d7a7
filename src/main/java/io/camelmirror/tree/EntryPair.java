package io.camelmirror.tree;

/**
 * What stands under one name in two directories.
 *
 * @param one null when nothing stands in the first one
 * @param other null when nothing stands in the second one
 */
public record EntryPair(Entry one, Entry other) {

  /**
   * A file in both, without other names, and the same in all that an entry tells but inode and time
   * of change. That is most of what a walk through a mirror sees: no entries are made for it.
   */
  public static final EntryPair SAME_FILE = new EntryPair(null, null);
}
