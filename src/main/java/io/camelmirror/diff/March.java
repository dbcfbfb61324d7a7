package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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
  private final Judge judge;
  private final PathFilter filter;
  private final MarchListener listener;
  private final boolean takesSameFiles;

  private final FilesBeingWritten beingWritten;
  private final LinkedFiles linked;

  /** What comes when all directories are complete, in this order. */
  private final List<LateStage> lateStages;

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
  public March(
      Trees trees,
      Comparison comparison,
      CapabilitySource capabilities,
      PathFilter filter,
      MarchListener listener) {
    this.trees = trees;
    this.comparison = comparison;
    this.judge = new Judge(trees, comparison, capabilities, listener, touched);
    this.filter = filter;
    this.listener = listener;
    Fidelity fidelity = comparison.fidelity();
    takesSameFiles = filter == PathFilter.ALL && !fidelity.checksum() && !fidelity.oneFileSystem();
    beingWritten = new FilesBeingWritten(this);
    linked = new LinkedFiles(this);
    lateStages = List.of(beingWritten, linked);
  }

  /**
   * The scope that a march really has to cover for one that is asked for: whether a name belongs to
   * a hard link elsewhere, or lies behind a link that leads back, only all of the trees can tell.
   */
  public static Scope scope(Scope asked, Fidelity fidelity) {
    boolean whole = fidelity.hardLinks() || fidelity.links() == Fidelity.Links.follow;
    return whole ? Scope.ALL : asked;
  }

  /**
   * Walks a part of both trees and waits until every change told has been dealt with.
   *
   * @param scope see {@link #scope}; of a directory that one of the trees does not have, the
   *     nearest one above that both have is walked instead, alone
   * @param pool the threads that walk and that call the listener
   * @return the scope that was walked; null after {@link #cancel}
   * @throws IOException when a root cannot be read: nothing was told then
   * @throws WalkFailedException when an error ended the march
   * @throws InterruptedException when the calling thread was interrupted; the march is cancelled
   *     then
   */
  public Scope run(Scope scope, ForkJoinPool pool) throws IOException, InterruptedException {
    TreeTask.Root root = new TreeTask.Root();
    Path top = Path.of("");
    Entry source = trees.source().read(top);
    Entry replica = trees.replica().read(top);
    rootInode = source.inode();
    replicaInode = replica == null ? null : replica.inode();
    if (scope.isAll()) {
      return run(List.of(new DirectoryTask(root, this, top, source, replica, true)), root, pool)
          ? scope
          : null;
    }
    List<Scope.Part> parts = new ArrayList<>();
    for (Scope.Part part : scope.parts()) {
      parts.add(nearest(part));
    }
    Scope found = Scope.normalized(parts);
    List<TreeTask> tasks = new ArrayList<>();
    for (Scope.Part part : found.isAll() ? List.of(new Scope.Part(top, true)) : found.parts()) {
      Path path = part.directory();
      Entry in = trees.source().read(path);
      Entry of = trees.replica().read(path);
      if (in != null && in.isDirectory()) {
        tasks.add(new DirectoryTask(root, this, path, in, of, part.below()));
      }
    }
    return run(tasks, root, pool) ? found : null;
  }

  /**
   * Walks through directories that were made in the replica after a march had met something else
   * there; they are filled.
   *
   * @return whether the march was not cancelled
   */
  public boolean runBelow(Collection<Path> made, ForkJoinPool pool)
      throws IOException, InterruptedException {
    TreeTask.Root root = new TreeTask.Root();
    List<TreeTask> tasks = new ArrayList<>();
    for (Path path : made) {
      Entry source = trees.source().read(path);
      Entry replica = trees.replica().read(path);
      if (source != null && source.isDirectory()) {
        tasks.add(DirectoryTask.ofMade(root, this, path, source, replica));
      }
    }
    return run(tasks, root, pool);
  }

  private boolean run(List<TreeTask> tasks, TreeTask.Root root, ForkJoinPool pool)
      throws InterruptedException {
    try {
      boolean complete = await(pool, tasks, root);
      for (LateStage stage : lateStages) {
        complete = complete && stage.run(pool);
      }
      return complete;
    } finally {
      touched.restore(trees.source(), listener);
    }
  }

  private Scope.Part nearest(Scope.Part asked) throws IOException {
    Path path = asked.directory();
    while (!path.toString().isEmpty()
        && !(isDirectory(trees.source(), path) && isDirectory(trees.replica(), path))) {
      path = Tree.parentOf(path);
    }
    return path.equals(asked.directory()) ? asked : new Scope.Part(path, false);
  }

  private static boolean isDirectory(Tree tree, Path path) throws IOException {
    Entry entry = tree.read(path);
    return entry != null && entry.isDirectory();
  }

  /** Whether a file that is the same in both trees needs nothing, wherever it is. */
  boolean takesSameFiles() {
    return takesSameFiles;
  }

  /**
   * Tells the listener that nothing has changed, or that something is to be removed.
   *
   * @param change may be null
   * @return the change when it is still to be sent, else null
   */
  Change told(Change change) {
    if (change == null) {
      listener.unchanged();
      return null;
    }
    if (change.isRemoval()) {
      listener.orphan(change);
      return null;
    }
    return change;
  }

  /** How many entries the march has met in the replica; what is below an orphan is not met. */
  public long metInReplica() {
    return inReplica.sum();
  }

  void listed(int namesInSource, int namesInReplica) {
    inReplica.add(namesInReplica);
    listener.seen(namesInSource, namesInReplica);
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

  Judge judge() {
    return judge;
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

  FilesBeingWritten beingWritten() {
    return beingWritten;
  }
}
