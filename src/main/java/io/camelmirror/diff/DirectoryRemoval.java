package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private transient Change change;

  /** Something in the directory stays, so the directory stays too. */
  private volatile boolean occupied;

  DirectoryRemoval(CountedCompleter<?> parent, Removal removal, Change change) {
    super(parent, removal, removal.listener(), change.path());
    this.removal = removal;
    this.replica = change.replica();
    this.excluded = change.excluded();
    this.change = change;
  }

  private DirectoryRemoval(DirectoryRemoval above, RawPath name, Entry replica) {
    super(above, above.removal, above.removal.listener(), name);
    this.removal = above.removal;
    this.replica = replica;
    this.excluded = above.excluded;
  }

  @Override
  void work() {
    if (change == null) {
      change = removing(path(), replica);
    }
    if ((replica.mode() & READABLE) != READABLE && !removal.privileges().ignoresModes()) {
      removal.listener().grantOwnerAccess(path());
    }
    try (Directory directory = removal.replica().open(path())) {
      for (RawPath name : directory.names()) {
        if (isWalkCancelled()) {
          return;
        }
        remove(name, directory.read(name));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      occupied = true;
    } catch (UncheckedIOException e) {
      occupied = true;
      removal.listener().problem(new Problem(path(), "read the replica's folder", e.getCause()));
    } catch (IOException e) {
      occupied = true;
      removal.listener().problem(new Problem(path(), "read the replica's folder", e));
    }
  }

  private Change removing(Path path, Entry entry) {
    return excluded ? Change.excluding(path, entry) : new Change(Action.DELETE, path, null, entry);
  }

  private void remove(RawPath name, Entry entry) {
    if (entry == null) {
      return;
    }
    Path child = path().resolve(name.path());
    if (!removal.filter().accepts(child, entry, PathFilter.Side.REPLICA)) {
      occupied = true;
      return;
    }
    if (!entry.isDirectory()) {
      send(removing(child, entry));
      return;
    }
    DirectoryRemoval below = new DirectoryRemoval(this, name, entry);
    if (below.isTooDeep()) {
      occupied = true;
      removal.listener().problem(tooDeep(child));
    } else {
      forkChild(below);
    }
  }

  @Override
  void dealtWith(Change dealtWith, Outcome outcome) {
    if (!outcome.isApplied()) {
      occupied = true;
      if (dealtWith == change) {
        occupyAbove();
      }
    }
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
