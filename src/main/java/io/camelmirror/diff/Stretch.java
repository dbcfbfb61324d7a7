package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.EntryPair;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The march through some names of a directory: all of them, or those between two others. */
final class Stretch extends TreeTask {

  private static final long serialVersionUID = 1L;

  private final transient March march;
  private final transient DirectoryMarch directory;
  private final transient NamePair names;
  private final transient List<DirectoryMarch> below = new ArrayList<>();
  private transient ChangeBatch batch;

  Stretch(TreeTask parent, March march, DirectoryMarch directory, NamePair names) {
    super(parent, march, march.listener(), directory.path());
    this.march = march;
    this.directory = directory;
    this.names = names;
    this.batch = new ChangeBatch(directory, march);
  }

  @Override
  void work() {
    run();
  }

  /** Marches; the directory waits for what comes of it. */
  void run() {
    walk(names.source(), names.replica());
    batch.run();
    // Forked last to first: a worker takes what it forked last, so that it goes on in order.
    for (int i = below.size() - 1; i >= 0; i--) {
      directory.forkChild(below.get(i));
    }
  }

  /** Goes through two sorted lists of names in lockstep. */
  private void walk(NamePair.Names source, NamePair.Names replica) {
    int s = source.from();
    int r = replica.from();
    while ((s < source.to() || r < replica.to()) && !isWalkCancelled()) {
      int order = s == source.to() ? 1 : r == replica.to() ? -1 : source.compare(s, replica, r);
      RawPath name = order <= 0 ? source.get(s) : replica.get(r);
      if (TemporaryName.matches(name)) {
        if (order >= 0) {
          directory.touch();
          march.listener().leftover(directory.path().resolve(name.path()));
        }
      } else {
        meet(name, order <= 0 ? source.directory() : null, order >= 0 ? replica.directory() : null);
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
      if (sources != null && replicas != null && march.takesSameFiles()) {
        EntryPair entries = sources.read(name, replicas);
        if (entries == EntryPair.SAME_FILE) {
          march.listener().unchanged();
          return;
        }
        sourceEntry = entries.one();
        replicaEntry = entries.other();
      } else {
        sourceEntry = sources == null ? null : sources.read(name);
        replicaEntry = replicas == null ? null : replicas.read(name);
      }
    } catch (IOException e) {
      march.listener().problem(new Problem(directory.path().resolve(name.path()), "look at", e));
      return;
    }
    if (sources != null && sourceEntry == null) {
      // Vanished while the march was on its way: the next pass sees whether it is gone for good.
      return;
    }
    Entry shown = sourceEntry != null ? sourceEntry : replicaEntry;
    if (shown == null) {
      return;
    }
    if (accepts(name, shown)) {
      decide(name, sourceEntry, replicaEntry);
    } else if (replicaEntry != null && march.filter().deletesRest()) {
      Path relative = directory.path().resolve(name.path());
      march.listener().orphan(Change.excluding(relative, replicaEntry));
    }
  }

  private boolean accepts(RawPath name, Entry entry) {
    return march.filter() == PathFilter.ALL
        || march.filter().accepts(directory.path().resolve(name.path()), entry.isDirectory());
  }

  private void decide(RawPath name, Entry sourceEntry, Entry replicaEntry) {
    if (sourceEntry == null) {
      orphan(name, replicaEntry);
    } else if (sourceEntry.isDirectory()) {
      enter(directory.path().resolve(name.path()), sourceEntry, replicaEntry);
    } else if (directory.isOtherFileSystem(sourceEntry)) {
      skip(name, sourceEntry, Skipped.OTHER_FILE_SYSTEM);
    } else if (!march.comparison().mirrors(sourceEntry)) {
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
    march.listener().skipped(directory.path().resolve(name.path()), sourceEntry, why);
  }

  private void orphan(RawPath name, Entry replicaEntry) {
    Path relative = directory.path().resolve(name.path());
    march.listener().orphan(new Change(Action.DELETE, relative, null, replicaEntry));
  }

  private void enter(Path relative, Entry sourceEntry, Entry replicaEntry) {
    if (march.comparison().fidelity().look().followLinks() && directory.leadsBack(sourceEntry)) {
      IOException loop =
          new FileSystemException(
              march.trees().source().path().resolve(relative).toString(),
              null,
              "a link leads back to a folder above it, or to the replica");
      march.listener().problem(new Problem(relative, "follow", loop));
      return;
    }
    Action action = march.comparison().compare(sourceEntry, replicaEntry);
    if (action == Action.CREATE || action == Action.REPLACE) {
      directory.touch();
    }
    below.add(new DirectoryMarch(directory, march, relative, sourceEntry, replicaEntry));
  }

  private void compare(RawPath name, Entry sourceEntry, Entry replicaEntry) {
    boolean unread = march.asksForContent(sourceEntry, replicaEntry);
    Action action = unread ? Action.UPDATE : march.comparison().compare(sourceEntry, replicaEntry);
    if (march.linked().concerns(sourceEntry, replicaEntry)) {
      Path relative = directory.path().resolve(name.path());
      Change change =
          action == null ? null : new Change(action, relative, sourceEntry, replicaEntry);
      if (unread || change == null || !march.unsettled().keeps(change)) {
        march.linked().takes(relative, sourceEntry, replicaEntry);
      }
    } else if (action == null) {
      march.listener().unchanged();
    } else {
      add(
          new Change(action, directory.path().resolve(name.path()), sourceEntry, replicaEntry),
          unread);
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
        directory.forkChild(batch);
      }
      batch = new ChangeBatch(directory, march);
    }
  }
}
