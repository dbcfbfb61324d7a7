package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Exclusion;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.CountedCompleter;

/** Removes one directory: first its content, then the directory itself if nothing had to stay. */
final class DirectoryRemoval extends TreeTask {

  private static final long serialVersionUID = 1L;

  /** The owner needs these permissions to remove entries. */
  private static final int READABLE = 0700;

  private final transient Removal removal;
  private final transient Entry replica;
  private final boolean excluded;

  /** What stays; null if everything goes. */
  private final transient Selection stays;

  private transient Change change;
  private transient Entry.Inode above;

  /** Something in the directory stays, so the directory stays too. */
  private volatile boolean occupied;

  DirectoryRemoval(CountedCompleter<?> parent, Removal removal, Change change, Selection stays) {
    super(parent, removal, removal.listener(), change.path());
    this.removal = removal;
    this.replica = change.replica();
    this.excluded = change.excluded();
    this.stays = stays;
    this.change = change;
  }

  private DirectoryRemoval(DirectoryRemoval above, RawPath name, Entry replica) {
    super(above, above.removal, above.removal.listener(), name);
    this.removal = above.removal;
    this.replica = replica;
    this.excluded = above.excluded;
    this.stays = above.stays;
    this.above = above.replica.inode();
  }

  @Override
  void work() {
    if (change == null) {
      change = removing(path(), replica, above);
    }
    if (!mayEnter()) {
      remains();
      return;
    }
    if ((replica.mode() & READABLE) != READABLE && !removal.privileges().ignoresModes()) {
      removal.listener().grantOwnerAccess(path());
    }
    try (Directory directory = removal.replica().open(path())) {
      if (!directory.inode().equals(replica.inode())) {
        // Another directory has taken its path.
        remains();
        return;
      }
      for (RawPath name : directory.names()) {
        if (isWalkCancelled()) {
          return;
        }
        remove(name, directory.read(name));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      remains();
    } catch (UncheckedIOException e) {
      remains();
      removal.listener().problem(new Problem(path(), "read the replica's folder", e.getCause()));
    } catch (IOException e) {
      remains();
      removal.listener().problem(new Problem(path(), "read the replica's folder", e));
    }
  }

  /** What is mounted in the replica may be in use elsewhere; it may even be the source. */
  private boolean mayEnter() {
    IOException cause;
    try {
      if (!removal.isLeftOut(replica) && !removal.replica().isMount(path())) {
        return true;
      }
      cause =
          new FileSystemException(
              removal.replica().path().resolve(path()).toString(),
              null,
              "a file system is mounted there; unmount it to have the folder deleted");
    } catch (IOException e) {
      cause = e;
    }
    removal.listener().problem(new Problem(path(), "delete", cause));
    return false;
  }

  private Change removing(Path path, Entry entry, Entry.Inode parent) {
    Change removing =
        excluded ? Change.excluding(path, entry) : new Change(Action.DELETE, path, null, entry);
    return removing.in(parent);
  }

  private void remove(RawPath name, Entry entry) {
    if (entry == null) {
      return;
    }
    Path child = path().resolve(name.path());
    Exclusion by =
        stays == null ? null : stays.excludes(path(), name, entry, PathFilter.Side.REPLICA);
    if (by != null) {
      occupied = true;
      if (removal.tellsExcluded()) {
        removal.listener().excluded(child, entry, by);
      }
      return;
    }
    if (!entry.isDirectory()) {
      send(removing(child, entry, replica.inode()));
      return;
    }
    DirectoryRemoval below = new DirectoryRemoval(this, name, entry);
    if (below.isTooDeep()) {
      remains();
      removal.listener().problem(tooDeep(child));
    } else {
      forkChild(below);
    }
  }

  @Override
  void dealtWith(Change dealtWith, Outcome outcome) {
    if (!outcome.isApplied()) {
      remains();
      if (dealtWith == change) {
        occupyAbove();
      }
    }
  }

  private void remains() {
    occupied = true;
    removal.failedIn(path());
  }

  @Override
  void completed() {
    if (occupied) {
      occupyAbove();
    } else if (!isWalkCancelled()) {
      send(change, getCompleter());
    }
  }

  /** Keeps the parent directory if this one stays. */
  private void occupyAbove() {
    if (getCompleter() instanceof DirectoryRemoval above) {
      above.occupied = true;
    }
  }
}
