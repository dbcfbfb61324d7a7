package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Selection;
import java.nio.file.Path;
import java.util.concurrent.CountedCompleter;

/** Marches through one directory of the source and its counterpart in the replica. */
final class DirectoryTask extends TreeTask {

  private static final long serialVersionUID = 1L;

  private final transient March march;
  private final transient Entry source;
  private final transient Entry replica;
  private final boolean below;
  private final transient DirectoryListing listing;

  /** The directory exists in the replica, or would exist but for the dry run. */
  private boolean made;

  /** The directory in the replica; null if it does not exist yet, or in a dry run. */
  private transient Entry.Inode inode;

  /** Nothing in the replica's directory may change: it could not be created, or must be kept. */
  private volatile boolean leftAlone;

  /** Orphans wait in the replica's directory, or below it, for a reconciliation. */
  private volatile boolean holdsOrphans;

  /** Names in the replica's directory were created, replaced or removed. */
  private volatile boolean touched;

  /**
   * Creates a task.
   *
   * @param replica null if the replica has no such directory
   * @param below also march through subdirectories that both trees have
   */
  DirectoryTask(
      CountedCompleter<?> parent,
      March march,
      Path path,
      Entry source,
      Entry replica,
      boolean below) {
    super(parent, march, march.listener(), path);
    this.march = march;
    this.source = source;
    this.replica = replica;
    this.below = below;
    listing = new DirectoryListing(this, march, source, replica);
    inode = replica == null ? null : replica.inode();
  }

  /** The task for a directory in another directory, which may turn out to be too deep. */
  DirectoryTask(DirectoryTask above, March march, RawPath name, Entry source, Entry replica) {
    super(above, march, march.listener(), name);
    this.march = march;
    this.source = source;
    this.replica = replica;
    this.below = true;
    listing = new DirectoryListing(this, march, source, replica);
    inode = replica == null ? null : replica.inode();
  }

  /** The task for a directory that replaced an entry of another kind after a march. */
  static DirectoryTask ofMade(
      CountedCompleter<?> parent, March march, Path path, Entry source, Entry replica) {
    Entry directory = replica != null && replica.isDirectory() ? replica : null;
    DirectoryTask task = new DirectoryTask(parent, march, path, source, directory, true);
    task.made = true;
    return task;
  }

  @Override
  void work() {
    if (made || replica != null) {
      marchThrough();
    } else {
      touched = true;
      send(new Change(Action.CREATE, path(), source, null).in(inodeAbove()));
    }
  }

  /** Fills a new directory once it exists; another thread may have created it. */
  @Override
  void dealtWith(Change change, Outcome outcome) {
    if (change.path().equals(path()) && change.action() == Action.CREATE) {
      if (outcome.isApplied()) {
        made = true;
        inode = outcome.made();
        forkChild(new Contents(this, march));
      } else {
        leftAlone = true;
      }
    }
  }

  private void marchThrough() {
    if (isOtherFileSystem(source)) {
      listing.ends();
      return;
    }
    Selection inherited =
        getCompleter() instanceof DirectoryTask above
            ? above.listing.selection()
            : march.selectionAbove(path());
    if (inherited == null) {
      leftAlone = true;
      listing.ends();
    } else {
      listing.begin(inherited);
    }
  }

  /** The listing of this directory in both trees. */
  DirectoryListing listing() {
    return listing;
  }

  private Entry.Inode inodeAbove() {
    return getCompleter() instanceof DirectoryTask above ? above.inode : null;
  }

  boolean isOtherFileSystem(Entry entry) {
    return march.comparison().fidelity().oneFileSystem()
        && entry.inode().device() != march.rootInode().device();
  }

  @Override
  void completed() {
    listing.ends();
    if (leftAlone) {
      return;
    }
    // Times go last: every new name changes the directory's times.
    boolean differs =
        replica != null
            && march.judge().compare(path(), source, replica) != null
            && !isWalkCancelled();
    if (differs && holdsOrphans && march.opens(source, replica)) {
      march.touched().keepClosed(path());
      march.listener().keptClosed(path(), source, inode);
      march.listener().restoreAttributes(path(), source, null);
    } else if (differs) {
      send(new Change(Action.ATTRIBUTES, path(), source, replica), getCompleter());
    } else if (touched) {
      march.listener().restoreAttributes(path(), source, inode);
    }
  }

  /** Records an orphan in this directory. */
  void holdsOrphan() {
    CountedCompleter<?> above = this;
    while (above instanceof DirectoryTask task && !task.holdsOrphans) {
      task.holdsOrphans = true;
      above = task.getCompleter();
    }
  }

  /** Lets nothing change in the replica's directory. */
  void leaveAlone() {
    leftAlone = true;
  }

  /** The device number of the source's directory above; its own for the first one of a march. */
  long deviceAbove() {
    return getCompleter() instanceof DirectoryTask above
        ? above.source.inode().device()
        : source.inode().device();
  }

  /** Records that a name in this directory is about to change. */
  void touch() {
    touched = true;
  }

  /** Returns true if the march includes subdirectories that both trees have. */
  boolean isDeep() {
    return below || replica == null;
  }

  /** The directory in the replica; null if not known. */
  Entry.Inode inode() {
    return inode;
  }

  /** The device number of the replica's directory; 0 if not known yet. */
  long device() {
    return replica == null ? 0 : replica.inode().device();
  }

  /**
   * Returns true if a subdirectory is reached again, through a link or a mount, or belongs to the
   * other tree: to march through it would not end, or change the source.
   *
   * @param below the path of the subdirectory
   * @param in its entry in the source
   * @param of the same in the replica, or null
   */
  boolean leadsBack(Path below, Entry in, Entry of) {
    if (march.isLeftOut(below, in, of)) {
      return true;
    }
    CountedCompleter<?> above = this;
    while (above instanceof DirectoryTask passed) {
      if (passed.isAt(in.inode()) || of != null && passed.source.inode().equals(of.inode())) {
        return true;
      }
      above = passed.getCompleter();
    }
    return false;
  }

  private boolean isAt(Entry.Inode inode) {
    return inode.equals(source.inode()) || replica != null && inode.equals(replica.inode());
  }

  /** Sends a change of a name in this directory, or defers it while the file is being written. */
  void deal(Change change) {
    Change here = change.in(inode);
    if (march.beingWritten().keeps(here)) {
      return;
    }
    if (change.action() != Action.ATTRIBUTES) {
      touch();
    }
    send(here);
  }

  /** Marches through a directory that was just created. */
  private static final class Contents extends TreeTask {

    private static final long serialVersionUID = 1L;

    private final transient DirectoryTask directory;

    Contents(DirectoryTask directory, March march) {
      super(directory, march, march.listener(), directory.path());
      this.directory = directory;
    }

    @Override
    void work() {
      directory.marchThrough();
    }
  }
}
