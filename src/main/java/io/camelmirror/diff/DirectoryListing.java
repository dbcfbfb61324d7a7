package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Selection;
import java.util.concurrent.ForkJoinTask;

/**
 * The listing of one directory in both trees, part by part. It has the names marched through, and
 * tells {@link Moves} when no further orphan can turn up in the directory.
 */
final class DirectoryListing {

  private final DirectoryTask directory;
  private final March march;
  private final Entry source;
  private final Entry replica;
  private DirectoryOpener opener;

  /** What is selected in this directory; before its names are listed, what it inherits. */
  private Selection selection;

  private boolean selected;

  /** {@link Moves} waits until the replica's directory has been listed. */
  private volatile boolean awaited;

  /**
   * Prepares the listing.
   *
   * @param replica null if the replica has no such directory
   */
  DirectoryListing(DirectoryTask directory, March march, Entry source, Entry replica) {
    this.directory = directory;
    this.march = march;
    this.source = source;
    this.replica = replica;
  }

  /** Opens both directories and marches through their names. */
  void begin(Selection inherited) {
    selection = inherited;
    opener = new DirectoryOpener(march, directory.path(), source, replica);
    NameCursor names = opener.open(directory);
    if (names != null) {
      march(names);
    } else {
      // What is in the replica's directory is not known.
      directory.holdsOrphan();
      ends();
    }
  }

  /** Marches through the next part of the names, on several threads if the part is long. */
  void march(NameCursor names) {
    boolean goesOn = false;
    try {
      goesOn = goesOn(names);
    } finally {
      if (!goesOn) {
        names.close();
        ends();
      }
    }
  }

  /** Returns true if other tasks march through the part, and what follows it. */
  private boolean goesOn(NameCursor names) {
    // If other directories are queued, all threads have enough work.
    NameLists part = names.next(opener::list, ForkJoinTask.getQueuedTaskCount() == 0);
    if (part == null || !select(names)) {
      return false;
    }
    march.listed(part.source().size(), part.replica().size());
    if (awaited && names.isReplicaEmpty() && march.moves().isLastWithoutOrphans()) {
      // As in a first copy: nothing can have been moved, so nothing has to be held back.
      ends();
    }
    if (part.isLong() || !names.isAtEnd()) {
      directory.forkChild(new LongPart(directory, march, names, part));
      return true;
    }
    new NameRange(march, directory, part).march(true);
    return false;
  }

  private boolean select(NameCursor names) {
    if (!selected) {
      selected = true;
      selection = opener.select(selection, names);
    }
    if (selection == null) {
      // Nothing is known of what is in the directory.
      directory.holdsOrphan();
    }
    return selection != null;
  }

  /** What is selected in this directory. */
  Selection selection() {
    return selection;
  }

  /** Returns true if {@link Moves} must wait until the replica's directory has been listed. */
  boolean await() {
    awaited = replica != null;
    return awaited;
  }

  /** Returns true if orphans may still turn up in the replica's directory. */
  boolean isAwaited() {
    return awaited;
  }

  /** Records that the replica's directory has been listed, or will not be. */
  void ends() {
    if (awaited) {
      awaited = false;
      march.moves().listed();
    }
  }
}
