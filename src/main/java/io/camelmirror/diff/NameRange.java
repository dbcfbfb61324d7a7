package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Exclusion;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.TemporaryName;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Marches through a range of names of one directory, both lists in lockstep. */
final class NameRange {

  private final March march;
  private final DirectoryTask directory;
  private final NameLists names;
  private final Selection selection;
  private final boolean takesSameFiles;
  private final List<DirectoryTask> below = new ArrayList<>();
  private ChangeBatch batch;

  NameRange(March march, DirectoryTask directory, NameLists names) {
    this.march = march;
    this.directory = directory;
    this.names = names;
    this.selection = directory.listing().selection();
    this.takesSameFiles = march.takesSameFiles() && !selection.readsEntries();
    this.batch = new ChangeBatch(directory, march);
  }

  /**
   * Runs the march; the directory waits for the resulting changes.
   *
   * @param whole these are all names of the directory
   */
  void march(boolean whole) {
    walk(names.source(), names.replica());
    below.forEach(march.moves()::awaitListing);
    try {
      if (whole) {
        directory.listing().ends();
      }
      batch.send();
    } finally {
      // Fork in reverse: a worker takes its most recent fork first, so it proceeds in order.
      for (int i = below.size() - 1; i >= 0; i--) {
        directory.forkChild(below.get(i));
      }
    }
  }

  private void walk(NameLists.Names source, NameLists.Names replica) {
    int s = source.from();
    int r = replica.from();
    while ((s < source.to() || r < replica.to()) && !directory.isWalkCancelled()) {
      int order = s == source.to() ? 1 : r == replica.to() ? -1 : source.compare(s, replica, r);
      RawPath name = order <= 0 ? source.get(s) : replica.get(r);
      if (TemporaryName.matches(name)) {
        if (order >= 0) {
          leftover(name, replica.directory());
        }
      } else {
        meet(name, order <= 0 ? source.directory() : null, order >= 0 ? replica.directory() : null);
      }
      s += order <= 0 ? 1 : 0;
      r += order >= 0 ? 1 : 0;
    }
  }

  private void leftover(RawPath name, Directory replicas) {
    try {
      Entry found = replicas.read(name);
      if (found != null && found.isDirectory()) {
        removal(Action.DELETE, name, null, found);
      } else if (found != null) {
        directory.touch();
        march.listener().leftover(path(name), directory.inode());
      }
    } catch (IOException e) {
      march.listener().problem(new Problem(path(name), "look at", e));
    }
  }

  private Path path(RawPath name) {
    return directory.path().resolve(name.path());
  }

  /** Reads and compares the entries with a name. */
  private void meet(RawPath name, Directory sources, Directory replicas) {
    Entry source;
    Entry replica;
    try {
      if (sources != null && replicas != null && takesSameFiles) {
        Entry.Pair entries = sources.read(name, replicas);
        if (entries == Entry.Pair.SAME_FILE) {
          sameFile(name, replicas);
          return;
        }
        source = entries.one();
        replica = entries.other();
      } else {
        source = sources == null ? null : sources.read(name);
        replica = replicas == null ? null : replicas.read(name);
      }
    } catch (IOException e) {
      march.listener().problem(new Problem(path(name), "look at", e));
      return;
    }
    if (sources != null && source == null) {
      // It disappeared during the march; the next pass sees if it is gone for good.
      return;
    }
    if (source == null && replica == null) {
      return;
    }
    Exclusion by =
        source != null
            ? selection.excludes(directory.path(), name, source, PathFilter.Side.SOURCE)
            : selection.excludes(directory.path(), name, replica, PathFilter.Side.REPLICA);
    if (by == null) {
      decide(name, source, replica);
    } else {
      exclude(name, source, replica, by);
    }
  }

  private void sameFile(RawPath name, Directory replicas) throws IOException {
    Exclusion by = selection.excludes(directory.path(), name, null, PathFilter.Side.SOURCE);
    if (by == null) {
      march.listener().unchanged();
    } else if (march.tellsExcluded() || selection.deletesExcluded()) {
      Entry replica = replicas.read(name);
      if (replica != null) {
        exclude(name, null, replica, by);
      }
    }
  }

  private void exclude(RawPath name, Entry source, Entry replica, Exclusion by) {
    if (march.tellsExcluded()) {
      march.listener().excluded(path(name), source == null ? replica : source, by);
    }
    if (replica != null && selection.deletesExcluded()) {
      directory.holdsOrphan();
      march.listener().orphan(Change.excluding(path(name), replica).in(directory.inode()));
    }
  }

  private void decide(RawPath name, Entry source, Entry replica) {
    if (source == null) {
      removal(Action.DELETE, name, null, replica);
    } else if (source.isDirectory()) {
      enter(name, source, replica);
    } else if (directory.isOtherFileSystem(source)) {
      march.listener().skipped(path(name), source, Skipped.OTHER_FILE_SYSTEM);
    } else if (!march.judge().mirrors(source, directory.device())) {
      march.listener().skipped(path(name), source, Skipped.KIND);
      if (replica != null
          && (replica.kind() != source.kind() || march.comparison().fidelity().forbids(source))) {
        // The source no longer has what the replica has there, or the replica may not have it.
        removal(Action.DELETE, name, null, replica);
      }
    } else {
      compare(name, source, replica);
    }
  }

  private void removal(Action action, RawPath name, Entry source, Entry replica) {
    orphan(new Change(action, path(name), source, replica));
  }

  private void orphan(Change change) {
    directory.holdsOrphan();
    Change here = change.in(directory.inode());
    if (change.action() != Action.DELETE || !march.moves().keeps(here)) {
      march.listener().orphan(here);
    }
  }

  private void enter(RawPath name, Entry source, Entry replica) {
    Path path = path(name);
    if (directory.leadsBack(path, source, replica)) {
      IOException loop =
          new FileSystemException(
              march.trees().source().path().resolve(path).toString(),
              null,
              "a link or a mount leads back to a folder above it, or to another folder of the"
                  + " mirror");
      march.listener().problem(new Problem(path, "enter", loop));
      return;
    }
    if (replica != null && !replica.isDirectory()) {
      // It is removed with the orphans, and the directory is filled then.
      removal(Action.REPLACE, name, source, replica);
      return;
    }
    if (replica != null && !directory.isDeep()) {
      if (march.mounts().mayBeGone(path, source.inode())) {
        // Only a march through it can tell.
        return;
      }
      Action action = march.judge().compare(path, source, replica);
      if (action == null) {
        return;
      }
      if (march.opens(source, replica)) {
        march.opened().add(path);
      } else {
        directory.deal(new Change(action, path, source, replica));
      }
      return;
    }
    DirectoryTask task = new DirectoryTask(directory, march, name, source, replica);
    if (task.isTooDeep()) {
      march.listener().problem(TreeTask.tooDeep(path));
      return;
    }
    if (replica == null) {
      directory.touch();
      if (march.moves().takes(directory, name, source, task)) {
        return;
      }
    }
    below.add(task);
  }

  private void compare(RawPath name, Entry source, Entry replica) {
    boolean unread = march.judge().asksForContent(directory.path(), name, source, replica);
    Action action =
        unread ? Action.UPDATE : march.judge().compare(directory.path(), source, replica);
    if (march.linked().concerns(source, replica)) {
      Change change = action == null ? null : new Change(action, path(name), source, replica);
      if (unread || change == null || !march.beingWritten().keeps(change.in(directory.inode()))) {
        if (change != null && change.isRemoval()) {
          directory.holdsOrphan();
        }
        march.linked().takes(path(name), source, replica, directory.inode());
      }
    } else if (action == null) {
      march.listener().unchanged();
    } else if (action != Action.CREATE || !march.moves().takes(directory, name, source, null)) {
      add(new Change(action, path(name), source, replica), unread);
    }
  }

  private void add(Change change, boolean unread) {
    if (change.isRemoval()) {
      orphan(change);
      return;
    }
    batch.add(change, unread);
    if (batch.isFull()) {
      batch.sendOrFork();
      batch = new ChangeBatch(directory, march);
    }
  }
}
