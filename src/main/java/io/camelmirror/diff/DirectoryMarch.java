package io.camelmirror.diff;

import io.camelmirror.tree.DirectoryLister;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.EntryReader;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountedCompleter;

/** The march through one directory of the source and the one beside it in the replica. */
final class DirectoryMarch extends TreeTask {

  private static final long serialVersionUID = 1L;
  private static final Path[] NOTHING = {};

  private final transient March march;
  private final transient Entry source;
  private final transient Entry replica;
  private final transient Path sourceDirectory;
  private final transient Path replicaDirectory;
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
    this.sourceDirectory = march.source().resolve(path);
    this.replicaDirectory = march.replica().resolve(path);
  }

  @Override
  void work() {
    if (hasReplicaDirectory()) {
      marchThrough();
    } else {
      touched = true;
      send(new Change(Comparison.compare(source, replica), path(), source, replica));
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
    Path[] sourceNames = list(sourceDirectory, "read the source's folder");
    Path[] replicaNames =
        hasReplicaDirectory() ? list(replicaDirectory, "read the replica's folder") : NOTHING;
    // An unreadable directory is never taken for an empty one.
    if (sourceNames == null || replicaNames == null) {
      return;
    }
    batch = new ChangeBatch(this, march);
    walk(sourceNames, replicaNames);
    batch.run();
    batch = null;
    // Forked last to first: a worker takes what it forked last, so that it goes on in order.
    for (int i = below.size() - 1; i >= 0; i--) {
      forkChild(below.get(i));
    }
    below.clear();
  }

  @Override
  public void onCompletion(CountedCompleter<?> caller) {
    if (missing) {
      return;
    }
    // The times come last: every name made in a directory changes them.
    boolean differs = hasReplicaDirectory() && Comparison.compare(source, replica) != null;
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

  private Path[] list(Path directory, String attempt) {
    try {
      return DirectoryLister.list(directory);
    } catch (NoSuchFileException e) {
      // Gone since it was seen: the next pass finds out what that means.
      return null;
    } catch (IOException e) {
      march.listener().problem(new Problem(path(), attempt, e));
      return null;
    }
  }

  /** Goes through two sorted lists of names in lockstep. */
  private void walk(Path[] sourceNames, Path[] replicaNames) {
    int s = 0;
    int r = 0;
    while ((s < sourceNames.length || r < replicaNames.length) && !isWalkCancelled()) {
      int order =
          s == sourceNames.length
              ? 1
              : r == replicaNames.length ? -1 : sourceNames[s].compareTo(replicaNames[r]);
      Path name = order <= 0 ? sourceNames[s] : replicaNames[r];
      if (TemporaryName.matches(name)) {
        if (order >= 0) {
          touch();
          march.listener().leftover(path().resolve(name));
        }
      } else {
        meet(name, order <= 0, order >= 0);
      }
      s += order <= 0 ? 1 : 0;
      r += order >= 0 ? 1 : 0;
    }
  }

  private void meet(Path name, boolean inSource, boolean inReplica) {
    Path relative = path().resolve(name);
    Entry sourceEntry;
    Entry replicaEntry;
    try {
      sourceEntry = inSource ? EntryReader.read(sourceDirectory.resolve(name)) : null;
      if (inSource && sourceEntry == null) {
        // Vanished while the march was on its way: the next pass sees whether it is gone for good.
        return;
      }
      replicaEntry = inReplica ? EntryReader.read(replicaDirectory.resolve(name)) : null;
    } catch (IOException e) {
      march.listener().problem(new Problem(relative, "look at", e));
      return;
    }
    Entry shown = sourceEntry != null ? sourceEntry : replicaEntry;
    if (shown != null && march.filter().accepts(relative, shown.isDirectory())) {
      decide(relative, sourceEntry, replicaEntry);
    }
  }

  private void decide(Path relative, Entry sourceEntry, Entry replicaEntry) {
    if (sourceEntry != null && sourceEntry.kind() == Kind.SPECIAL) {
      march.listener().skipped(relative, sourceEntry);
      return;
    }
    Action action = Comparison.compare(sourceEntry, replicaEntry);
    if (sourceEntry != null && sourceEntry.isDirectory()) {
      if (action == Action.CREATE || action == Action.REPLACE) {
        touch();
      }
      below.add(new DirectoryMarch(this, march, relative, sourceEntry, replicaEntry));
    } else if (action == null) {
      march.listener().unchanged(relative);
    } else {
      Change change = new Change(action, relative, sourceEntry, replicaEntry);
      if (action == Action.DELETE || change.removesDirectory()) {
        march.listener().orphan(change);
      } else {
        add(change);
      }
    }
  }

  private void add(Change change) {
    if (change.action() != Action.ATTRIBUTES) {
      touch();
    }
    batch.add(change);
    if (batch.isFull()) {
      if (ChangeBatch.othersAreWaiting()) {
        batch.run();
      } else {
        forkChild(batch);
      }
      batch = new ChangeBatch(this, march);
    }
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
