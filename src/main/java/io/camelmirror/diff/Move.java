package io.camelmirror.diff;

import io.camelmirror.diff.Moves.Held;
import io.camelmirror.diff.Moves.Match;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.RawPath;
import java.io.IOException;

/**
 * Moves one entry of the replica and has it judged by the usual rule at its new path. If it cannot
 * be moved, or turns out to be another one, the entry of the source is copied.
 */
final class Move extends TreeTask {

  private static final long serialVersionUID = 1L;
  private static final int OWNER_ONLY = 0700;

  private final transient DirectoryTask directory;
  private final transient March march;
  private final transient Held held;
  private final transient Match match;

  Move(DirectoryTask directory, March march, Held held, Match match) {
    super(directory, march, march.listener(), held.name());
    this.directory = directory;
    this.march = march;
    this.held = held;
    this.match = match;
  }

  private Entry source() {
    return held.source();
  }

  private Change orphan() {
    return match.orphan();
  }

  @Override
  void work() {
    boolean fits = held.isDirectory() ? fitsDirectory() : fitsFile();
    if (isWalkCancelled()) {
      return;
    }
    if (fits) {
      directory.touch();
      send(Change.moving(orphan(), path(), source()).in(directory.inode()));
    } else {
      march.listener().orphan(orphan());
      copy();
    }
  }

  private boolean fitsDirectory() {
    return !directory.isOtherFileSystem(source())
        && !directory.leadsBack(path(), source(), orphan().replica())
        && march.moves().mayMove(orphan(), path(), source(), directory.listing().selection());
  }

  private boolean fitsFile() {
    Action needed = needed();
    return (needed == null || needed == Action.ATTRIBUTES)
        && (!march.moves().comparesContent(match) || hasSameContent());
  }

  /** What the file will need at its new path. */
  private Action needed() {
    return march.judge().compare(directory.path(), source(), orphan().replica());
  }

  private boolean hasSameContent() {
    try (Directory in = march.trees().source().enterParent(path());
        Directory of = march.trees().replica().enterParent(orphan().path())) {
      return SameContent.read(
          in,
          held.name(),
          of,
          RawPath.nameOf(orphan().path()),
          march.listener()::isReadingCancelled);
    } catch (IOException e) {
      // Copying it reports the failure.
      return false;
    }
  }

  @Override
  void dealtWith(Change change, Outcome outcome) {
    if (change.action() != Action.MOVE) {
      return;
    }
    if (!march.moves().isDealtWith(change, outcome)) {
      copy();
    } else if (outcome.isApplied()) {
      goOn(change);
    }
  }

  private void goOn(Change moved) {
    Entry replica = orphan().replica();
    if (held.isDirectory()) {
      enter(moved.closesFirst() ? closed(replica) : replica);
    } else if (needed() == Action.ATTRIBUTES) {
      Change attributes = new Change(Action.ATTRIBUTES, path(), source(), replica);
      send(attributes.in(directory.inode()));
    }
  }

  /** The march through the directory opens it when everything in it is right. */
  private static Entry closed(Entry replica) {
    return replica.with(
        replica.uid(), replica.gid(), OWNER_ONLY, replica.extended().withoutAccessLists());
  }

  private void enter(Entry replica) {
    DirectoryTask task = new DirectoryTask(directory, march, held.name(), source(), replica);
    march.moves().awaitListing(task);
    directory.forkChild(task);
  }

  private void copy() {
    if (held.isDirectory()) {
      directory.forkChild(held.task());
    } else {
      directory.deal(new Change(Action.CREATE, path(), source(), null));
    }
  }

  @Override
  void completed() {
    if (held.isDirectory()) {
      march.moves().listed();
    }
  }
}
