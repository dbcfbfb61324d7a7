package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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

  /** The directory exists in the replica, or would exist but for the dry run. */
  private boolean made;

  /** The directory could not be created in the replica. */
  private volatile boolean missing;

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
  }

  /** The task for a directory in another directory, which may turn out to be too deep. */
  DirectoryTask(DirectoryTask above, March march, RawPath name, Entry source, Entry replica) {
    super(above, march, march.listener(), name);
    this.march = march;
    this.source = source;
    this.replica = replica;
    this.below = true;
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
      send(new Change(Action.CREATE, path(), source, null));
    }
  }

  /** Fills a new directory once it exists; another thread may have created it. */
  @Override
  void dealtWith(Change change, Outcome outcome) {
    if (change.path().equals(path()) && change.action() == Action.CREATE) {
      if (outcome.isApplied()) {
        made = true;
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
    NameCursor names = open();
    if (names != null) {
      march(names);
    }
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
      part = names.next(this::list, idle);
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
    if (differs) {
      send(new Change(Action.ATTRIBUTES, path(), source, replica), getCompleter());
    } else if (touched) {
      march.listener().restoreAttributes(path(), source);
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
    Directory sources = open(march.trees().source(), "read the source's folder");
    if (sources == null) {
      return null;
    }
    Directory replicas = null;
    if (replica != null) {
      replicas = open(march.trees().replica(), "read the replica's folder");
      if (replicas == null) {
        sources.close();
        return null;
      }
    }
    return new NameCursor(sources, replicas);
  }

  private Directory open(Tree tree, String attempt) {
    try {
      return tree.open(path());
    } catch (NoSuchFileException e) {
      // It has disappeared since it was read; the next pass handles that.
      return null;
    } catch (IOException e) {
      march.listener().problem(new Problem(path(), attempt, e));
      return null;
    }
  }

  private NameList list(Directory directory, RawPath after) {
    try {
      return directory.list(after);
    } catch (IOException e) {
      march.listener().problem(new Problem(path(), "read the folder", e));
      return null;
    }
  }

  /** Sends a change of a name in this directory, or defers it while the file is being written. */
  void deal(Change change) {
    if (march.beingWritten().keeps(change)) {
      return;
    }
    if (change.action() != Action.ATTRIBUTES) {
      touch();
    }
    send(change);
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
