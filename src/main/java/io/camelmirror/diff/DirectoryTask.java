package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinTask;

/** Marches through one directory of the source and its counterpart in the replica. */
final class DirectoryTask extends TreeTask {

  private static final long serialVersionUID = 1L;

  /** The owner needs these permissions to read a directory. */
  private static final int READABLE = 0500;

  private final transient March march;
  private final transient Entry source;
  private final transient Entry replica;
  private final boolean below;
  private final transient DirectoryReads reads;

  /** The directory exists in the replica, or would exist but for the dry run. */
  private boolean made;

  /** The directory in the replica; null if it does not exist yet, or in a dry run. */
  private transient Entry.Inode inode;

  /** The directory could not be created in the replica. */
  private volatile boolean missing;

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
    reads = new DirectoryReads(march.listener(), path);
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
        missing = true;
      }
    }
  }

  private void marchThrough() {
    if (isOtherFileSystem(source)) {
      return;
    }
    if (replica != null && !mayRead(replica)) {
      touch();
      march.listener().grantOwnerAccess(path());
    }
    if (replica != null && !restrict()) {
      return;
    }
    NameCursor names = open();
    if (names != null) {
      march(names);
    }
  }

  /** Keeps out of the directory whoever the source keeps out, before it is filled. */
  private boolean restrict() {
    if (!march.access().tightens(source, replica, march.judge().capabilities(replica))
        || march.judge().compare(path(), source, replica) == null) {
      return true;
    }
    touch();
    return march.listener().restrict(path(), source, inode);
  }

  private Entry.Inode inodeAbove() {
    return getCompleter() instanceof DirectoryTask above ? above.inode : null;
  }

  private boolean mayRead(Entry directory) {
    return (directory.mode() & READABLE) == READABLE
        || march.comparison().privileges().ignoresModes();
  }

  boolean isOtherFileSystem(Entry entry) {
    return march.comparison().fidelity().oneFileSystem()
        && entry.inode().device() != march.rootInode().device();
  }

  /** Marches through the next part of the names, on several threads if the part is long. */
  void march(NameCursor names) {
    // If other directories are queued, all threads have enough work.
    boolean idle = ForkJoinTask.getQueuedTaskCount() == 0;
    NameLists part = null;
    try {
      part = names.next(reads::list, idle);
    } finally {
      if (part == null) {
        names.close();
      }
    }
    if (part == null) {
      return;
    }
    march.listed(part.source().size(), part.replica().size());
    if (part.isLong() || !names.isAtEnd()) {
      forkChild(new LongPart(this, march, names, part));
      return;
    }
    try {
      new NameRange(march, this, part).march();
    } finally {
      names.close();
    }
  }

  @Override
  void completed() {
    if (missing) {
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

  /** Returns true if the source directory is one of this directory's ancestors, or the replica. */
  boolean leadsBack(Entry directory) {
    CountedCompleter<?> above = this;
    while (above instanceof DirectoryTask passed) {
      if (passed.source.inode().equals(directory.inode())) {
        return true;
      }
      above = passed.getCompleter();
    }
    return directory.inode().equals(march.replicaInode());
  }

  /**
   * Opens both directories.
   *
   * @return null if either cannot be opened; it is never treated as empty
   */
  private NameCursor open() {
    Directory sources = reads.open(march.trees().source(), "read the source's folder");
    if (sources == null) {
      return null;
    }
    Directory replicas = null;
    if (replica != null) {
      replicas = reads.open(march.trees().replica(), "read the replica's folder");
      if (replicas == null || !dropDefaultAccessList(replicas)) {
        sources.close();
        return null;
      }
    }
    return new NameCursor(sources, replicas);
  }

  /** New entries would inherit it, whatever the source gives them. */
  private boolean dropDefaultAccessList(Directory replicas) {
    try {
      if (march.comparison().fidelity().accessLists() || !replicas.hasDefaultAccessList()) {
        return true;
      }
      touch();
      if (march.listener().restrict(path(), source, inode)) {
        return true;
      }
    } catch (IOException e) {
      march.listener().problem(new Problem(path(), "read the replica's folder", e));
    }
    replicas.close();
    return false;
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
