package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.TreeRoot;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinTask;

/** The march through one directory of the source and the one beside it in the replica. */
final class DirectoryMarch extends TreeTask {

  private static final long serialVersionUID = 1L;

  /** What the owner of a directory must be permitted for it to be read. */
  private static final int READABLE = 0500;

  private final transient March march;
  private final transient Entry source;
  private final transient Entry replica;

  /** The directory was not made in the replica. */
  private volatile boolean missing;

  /** Names in the replica's directory were made, replaced or removed. */
  private volatile boolean touched;

  DirectoryMarch(CountedCompleter<?> parent, March march, Path path, Entry source, Entry replica) {
    super(parent, march, march.listener(), path);
    this.march = march;
    this.source = source;
    this.replica = replica;
  }

  @Override
  void work() {
    if (hasReplicaDirectory()) {
      marchThrough();
    } else {
      touched = true;
      send(new Change(comparison().compare(source, replica), path(), source, replica));
    }
  }

  /**
   * What is in a directory comes when it is there: behind a queue that may be on another thread.
   */
  @Override
  void dealtWith(Change change, Done.Result result) {
    if (change.path().equals(path()) && change.action() != Action.ATTRIBUTES) {
      if (result == Done.Result.APPLIED) {
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
    if (hasReplicaDirectory() && !mayRead(replica)) {
      touch();
      march.listener().admit(path());
    }
    NamePair names = open();
    if (names == null) {
      return;
    }
    march.countInReplica(names.replica().to());
    if (names.isLong()) {
      forkChild(new Stretches(march, this, names));
      return;
    }
    try {
      new Stretch(this, march, this, names).run();
    } finally {
      names.close();
    }
  }

  private boolean mayRead(Entry directory) {
    return (directory.mode() & READABLE) == READABLE || comparison().privileges().ignoresModes();
  }

  boolean isOtherFileSystem(Entry entry) {
    return comparison().fidelity().oneFileSystem()
        && entry.inode().device() != march.rootInode().device();
  }

  @Override
  public void onCompletion(CountedCompleter<?> caller) {
    if (missing) {
      return;
    }
    // The times come last: every name made in a directory changes them.
    boolean differs = hasReplicaDirectory() && comparison().compare(source, replica) != null;
    if (differs && !isWalkCancelled()) {
      send(new Change(Action.ATTRIBUTES, path(), source, replica), getCompleter());
    } else if (touched) {
      march.listener().settle(path(), source);
    }
  }

  /** A name in this directory is about to change. */
  void touch() {
    touched = true;
  }

  private boolean hasReplicaDirectory() {
    return replica != null && replica.isDirectory();
  }

  private Comparison comparison() {
    return march.comparison();
  }

  /** Whether a directory of the source is one above, or the replica. */
  boolean leadsBack(Entry directory) {
    CountedCompleter<?> above = this;
    while (above instanceof DirectoryMarch passed) {
      if (passed.source.inode().equals(directory.inode())) {
        return true;
      }
      above = passed.getCompleter();
    }
    return directory.inode().equals(march.replicaInode());
  }

  /**
   * Opens and lists both directories.
   *
   * @return null when one of them cannot be read: it is never taken for an empty one
   */
  private NamePair open() {
    Directory sources = open(march.trees().source(), "read the source's folder");
    Directory replicas =
        sources != null && hasReplicaDirectory()
            ? open(march.trees().replica(), "read the replica's folder")
            : null;
    NamePair names = null;
    try {
      names = sources == null ? null : list(sources, replicas);
    } finally {
      if (names == null) {
        close(sources);
        close(replicas);
      }
    }
    return names;
  }

  private Directory open(TreeRoot tree, String attempt) {
    try {
      return tree.open(path());
    } catch (NoSuchFileException e) {
      // Gone since it was seen: the next pass finds out what that means.
      return null;
    } catch (IOException e) {
      march.listener().problem(new Problem(path(), attempt, e));
      return null;
    }
  }

  private static void close(Directory directory) {
    if (directory != null) {
      directory.close();
    }
  }

  private NamePair list(Directory sources, Directory replicas) {
    // With other directories to go through, there is enough work for all threads.
    boolean alone = hasReplicaDirectory() && ForkJoinTask.getQueuedTaskCount() == 0;
    ForkJoinTask<NameList> meanwhile =
        alone ? ForkJoinTask.adapt(() -> listReplica(replicas)).fork() : null;
    NameList source = list(sources, "read the source's folder");
    NameList replica = alone ? meanwhile.join() : listReplica(replicas);
    return source == null || replica == null
        ? null
        : new NamePair(NamePair.Names.of(sources, source), NamePair.Names.of(replicas, replica));
  }

  private NameList listReplica(Directory replicas) {
    return hasReplicaDirectory() ? list(replicas, "read the replica's folder") : NameList.EMPTY;
  }

  private NameList list(Directory directory, String attempt) {
    try {
      return directory == null ? null : directory.list();
    } catch (IOException e) {
      march.listener().problem(new Problem(path(), attempt, e));
      return null;
    }
  }

  /** Sends a change of a name in this directory, now or when its file has settled. */
  void deal(Change change) {
    if (march.unsettled().keeps(change)) {
      return;
    }
    if (change.action() != Action.ATTRIBUTES) {
      touch();
    }
    send(change);
  }

  /** The march through a directory that has just been made. */
  private static final class Contents extends TreeTask {

    private static final long serialVersionUID = 1L;

    private final transient DirectoryMarch directory;

    Contents(DirectoryMarch directory, March march) {
      super(directory, march, march.listener(), directory.path());
      this.directory = directory;
    }

    @Override
    void work() {
      directory.marchThrough();
    }
  }
}
