package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.LongAdder;

/**
 * The walk over both trees side by side, one directory at a time and several in parallel. What
 * differs is told to a {@link MarchListener} at once: neither tree is ever held whole, only the
 * names of the directories under way, and what has to come late.
 */
public final class March extends TreeWalk {

  private final Trees trees;
  private final Comparison comparison;
  private final PathFilter filter;
  private final MarchListener listener;
  private final UnsettledFiles unsettled;
  private final LinkedFiles linked;
  private final boolean takesSameFiles;
  private final TouchedDirectories touched = new TouchedDirectories();

  private final LongAdder inReplica = new LongAdder();
  private volatile Entry.Inode rootInode;
  private volatile Entry.Inode replicaInode;

  /**
   * Prepares a march; {@link #run} starts it.
   *
   * @param trees both roots; when the replica is missing, all of the source is new
   * @param filter what it does not accept is left alone in both
   */
  public March(Trees trees, Comparison comparison, PathFilter filter, MarchListener listener) {
    this.trees = trees;
    this.comparison = comparison;
    this.filter = filter;
    this.listener = listener;
    this.unsettled = new UnsettledFiles(this);
    this.linked = new LinkedFiles(this);
    Fidelity fidelity = comparison.fidelity();
    this.takesSameFiles =
        filter == PathFilter.ALL && !fidelity.checksum() && !fidelity.oneFileSystem();
  }

  /**
   * Walks both trees and waits until every change told has been dealt with.
   *
   * @param pool the threads that walk and that call the listener
   * @return whether the march came to its end; false after {@link #cancel}
   * @throws IOException when a root cannot be read: nothing was told then
   * @throws InterruptedException when the calling thread was interrupted; the march is cancelled
   *     then
   */
  public boolean run(ForkJoinPool pool) throws IOException, InterruptedException {
    TreeTask.Root root = new TreeTask.Root();
    Path top = trees.source().path().getFileSystem().getPath("");
    Entry source = trees.source().read(top);
    Entry replica = trees.replica().read(top);
    rootInode = source.inode();
    replicaInode = replica == null ? null : replica.inode();
    DirectoryMarch whole = new DirectoryMarch(root, this, top, source, replica);
    try {
      return await(pool, List.of(whole), root) && unsettled.march(pool) && linked.march(pool);
    } finally {
      touched.settle(trees.source(), listener);
    }
  }

  /**
   * Finds out what a path needs of which both entries are known and the source's is mirrored. With
   * checksums this reads content.
   *
   * @return the change, or null when there is none
   * @throws IOException when content cannot be read
   */
  Change needed(Path path, Entry source, Entry replica) throws IOException {
    Action action =
        asksForContent(source, replica)
            ? comparison.compare(source, replica, SameContent.read(trees, path))
            : comparison.compare(source, replica);
    return action == null ? null : new Change(action, path, source, replica);
  }

  /** Whether a file that is the same in both trees needs nothing, wherever it is. */
  boolean takesSameFiles() {
    return takesSameFiles;
  }

  /** Whether only the content of two entries says what is needed. */
  boolean asksForContent(Entry source, Entry replica) {
    return comparison.fidelity().checksum()
        && replica != null
        && source.kind() == Kind.FILE
        && replica.kind() == Kind.FILE
        && source.size() == replica.size();
  }

  /**
   * Tells the listener that nothing has changed, or that a directory is in the way.
   *
   * @param change may be null
   * @return the change when it is still to be sent, else null
   */
  Change told(Change change) {
    if (change == null) {
      listener.unchanged();
      return null;
    }
    if (change.removesDirectory()) {
      listener.orphan(change);
      return null;
    }
    return change;
  }

  /** How many entries the march has met in the replica; what is below an orphan is not met. */
  public long metInReplica() {
    return inReplica.sum();
  }

  void countInReplica(int names) {
    inReplica.add(names);
  }

  Entry.Inode rootInode() {
    return rootInode;
  }

  /** That of the replica's root; null when it is missing. */
  Entry.Inode replicaInode() {
    return replicaInode;
  }

  Trees trees() {
    return trees;
  }

  Comparison comparison() {
    return comparison;
  }

  PathFilter filter() {
    return filter;
  }

  MarchListener listener() {
    return listener;
  }

  LinkedFiles linked() {
    return linked;
  }

  TouchedDirectories touched() {
    return touched;
  }

  UnsettledFiles unsettled() {
    return unsettled;
  }
}
