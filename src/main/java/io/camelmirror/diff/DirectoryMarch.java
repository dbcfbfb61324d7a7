package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TemporaryName;
import io.camelmirror.tree.TreeRoot;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountedCompleter;

/** The march through one directory of the source and the one beside it in the replica. */
final class DirectoryMarch extends TreeTask {

  private static final long serialVersionUID = 1L;
  private static final RawPath[] NOTHING = {};

  /** What the owner of a directory must be permitted for it to be read. */
  private static final int READABLE = 0500;

  private final transient March march;
  private final transient Entry source;
  private final transient Entry replica;
  private final transient List<DirectoryMarch> below = new ArrayList<>();
  private transient ChangeBatch batch;

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
    try (Directory sources = open(march.trees().source(), "read the source's folder");
        Directory replicas =
            hasReplicaDirectory()
                ? open(march.trees().replica(), "read the replica's folder")
                : null) {
      // An unreadable directory is never taken for an empty one.
      RawPath[] sourceNames = list(sources, "read the source's folder");
      RawPath[] replicaNames =
          hasReplicaDirectory() ? list(replicas, "read the replica's folder") : NOTHING;
      if (sourceNames != null && replicaNames != null) {
        march.countInReplica(replicaNames.length);
        batch = new ChangeBatch(this, march);
        walk(sources, sourceNames, replicas, replicaNames);
      }
    }
    if (batch != null) {
      batch.run();
      batch = null;
    }
    // Forked last to first: a worker takes what it forked last, so that it goes on in order.
    for (int i = below.size() - 1; i >= 0; i--) {
      forkChild(below.get(i));
    }
    below.clear();
  }

  private boolean mayRead(Entry directory) {
    return (directory.mode() & READABLE) == READABLE || comparison().privileges().ignoresModes();
  }

  private boolean isOtherFileSystem(Entry entry) {
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
  private void touch() {
    touched = true;
  }

  private boolean hasReplicaDirectory() {
    return replica != null && replica.isDirectory();
  }

  private Comparison comparison() {
    return march.comparison();
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

  private RawPath[] list(Directory directory, String attempt) {
    try {
      return directory == null ? null : directory.list();
    } catch (IOException e) {
      march.listener().problem(new Problem(path(), attempt, e));
      return null;
    }
  }

  /** Goes through two sorted lists of names in lockstep. */
  private void walk(
      Directory sources, RawPath[] sourceNames, Directory replicas, RawPath[] replicaNames) {
    int s = 0;
    int r = 0;
    while ((s < sourceNames.length || r < replicaNames.length) && !isWalkCancelled()) {
      int order =
          s == sourceNames.length
              ? 1
              : r == replicaNames.length ? -1 : sourceNames[s].compareTo(replicaNames[r]);
      RawPath name = order <= 0 ? sourceNames[s] : replicaNames[r];
      if (TemporaryName.matches(name)) {
        if (order >= 0) {
          touch();
          march.listener().leftover(path().resolve(name.path()));
        }
      } else {
        meet(name, order <= 0 ? sources : null, order >= 0 ? replicas : null);
      }
      s += order <= 0 ? 1 : 0;
      r += order >= 0 ? 1 : 0;
    }
  }

  /** Looks at a name in the directories that have it. */
  private void meet(RawPath name, Directory sources, Directory replicas) {
    Entry sourceEntry;
    Entry replicaEntry;
    try {
      sourceEntry = sources == null ? null : sources.read(name);
      if (sources != null && sourceEntry == null) {
        // Vanished while the march was on its way: the next pass sees whether it is gone for good.
        return;
      }
      replicaEntry = replicas == null ? null : replicas.read(name);
    } catch (IOException e) {
      march.listener().problem(new Problem(path().resolve(name.path()), "look at", e));
      return;
    }
    Entry shown = sourceEntry != null ? sourceEntry : replicaEntry;
    if (shown == null) {
      return;
    }
    if (accepts(name, shown)) {
      decide(name, sourceEntry, replicaEntry);
    } else if (replicaEntry != null && march.filter().deletesRest()) {
      Path relative = path().resolve(name.path());
      march.listener().orphan(Change.excluding(relative, replicaEntry));
    }
  }

  private boolean accepts(RawPath name, Entry entry) {
    return march.filter() == PathFilter.ALL
        || march.filter().accepts(path().resolve(name.path()), entry.isDirectory());
  }

  private void decide(RawPath name, Entry sourceEntry, Entry replicaEntry) {
    if (sourceEntry == null) {
      orphan(name, replicaEntry);
    } else if (sourceEntry.isDirectory()) {
      enter(path().resolve(name.path()), sourceEntry, replicaEntry);
    } else if (isOtherFileSystem(sourceEntry)) {
      skip(name, sourceEntry, Skipped.OTHER_FILE_SYSTEM);
    } else if (!comparison().mirrors(sourceEntry)) {
      skip(name, sourceEntry, Skipped.KIND);
      if (replicaEntry != null && replicaEntry.kind() != sourceEntry.kind()) {
        // What stood there before is what the source no longer has.
        orphan(name, replicaEntry);
      }
    } else {
      compare(name, sourceEntry, replicaEntry);
    }
  }

  private void skip(RawPath name, Entry sourceEntry, Skipped why) {
    march.listener().skipped(path().resolve(name.path()), sourceEntry, why);
  }

  private void orphan(RawPath name, Entry replicaEntry) {
    Path relative = path().resolve(name.path());
    march.listener().orphan(new Change(Action.DELETE, relative, null, replicaEntry));
  }

  private void enter(Path relative, Entry sourceEntry, Entry replicaEntry) {
    if (comparison().fidelity().look().followLinks() && leadsBack(sourceEntry)) {
      IOException loop =
          new FileSystemException(
              march.trees().source().path().resolve(relative).toString(),
              null,
              "a link leads back to a folder above it, or to the replica");
      march.listener().problem(new Problem(relative, "follow", loop));
      return;
    }
    Action action = comparison().compare(sourceEntry, replicaEntry);
    if (action == Action.CREATE || action == Action.REPLACE) {
      touch();
    }
    below.add(new DirectoryMarch(this, march, relative, sourceEntry, replicaEntry));
  }

  private boolean leadsBack(Entry directory) {
    CountedCompleter<?> above = this;
    while (above instanceof DirectoryMarch passed) {
      if (passed.source.inode().equals(directory.inode())) {
        return true;
      }
      above = passed.getCompleter();
    }
    return directory.inode().equals(march.replicaInode());
  }

  private void compare(RawPath name, Entry sourceEntry, Entry replicaEntry) {
    boolean unread = march.asksForContent(sourceEntry, replicaEntry);
    Action action = unread ? Action.UPDATE : comparison().compare(sourceEntry, replicaEntry);
    if (march.linked().concerns(sourceEntry, replicaEntry)) {
      Path relative = path().resolve(name.path());
      Change change =
          action == null ? null : new Change(action, relative, sourceEntry, replicaEntry);
      if (unread || change == null || !march.unsettled().keeps(change)) {
        march.linked().takes(relative, sourceEntry, replicaEntry);
      }
    } else if (action == null) {
      march.listener().unchanged();
    } else {
      add(new Change(action, path().resolve(name.path()), sourceEntry, replicaEntry), unread);
    }
  }

  private void add(Change change, boolean unread) {
    if (change.removesDirectory()) {
      march.listener().orphan(change);
      return;
    }
    batch.add(change, unread);
    if (batch.isFull()) {
      if (ChangeBatch.othersAreWaiting()) {
        batch.run();
      } else {
        forkChild(batch);
      }
      batch = new ChangeBatch(this, march);
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
