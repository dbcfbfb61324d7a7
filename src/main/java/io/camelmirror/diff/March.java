package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.LongAdder;

/**
 * Walks both trees side by side, several directories in parallel. It reports differences to a
 * {@link MarchListener} at once. In memory it holds only the names of the directories in progress
 * and the deferred work, never a whole tree.
 */
public final class March extends TreeWalk {

  private final Trees trees;
  private final Comparison comparison;
  private final Judge judge;
  private final SourceRules rules;
  private final MarchListener listener;
  private final boolean takesSameFiles;
  private final boolean tellsExcluded;

  private final OpenedDirectories opened = new OpenedDirectories(this);
  private final FilesBeingWritten beingWritten;
  private final LinkedFiles linked;
  private Moves moves = new Moves(this, Fidelity.Renames.off, 0, 0);

  /** Run in this order after all directories are complete. */
  private final List<LateStage> lateStages;

  private final TouchedDirectories touched = new TouchedDirectories();
  private final LongAdder inReplica = new LongAdder();
  private volatile Entry.Inode rootInode;
  private volatile SourceMounts mounts = new SourceMounts(false);

  /**
   * Prepares a march; {@link #run} starts it.
   *
   * @param trees both roots; if the replica is missing, everything in the source is new
   * @param selection what is excluded is left alone in both trees
   */
  public March(
      Trees trees,
      Comparison comparison,
      CapabilitySource capabilities,
      Selection selection,
      MarchListener listener) {
    this.trees = trees;
    this.comparison = comparison;
    this.judge = new Judge(trees, comparison, capabilities, listener, touched);
    this.rules = new SourceRules(trees.source(), selection);
    this.listener = listener;
    tellsExcluded = listener.wantsExcluded();
    takesSameFiles = comparison.takesSameFiles();
    beingWritten = new FilesBeingWritten(this);
    linked = new LinkedFiles(this);
    lateStages = List.of(opened, beingWritten, linked);
  }

  /** Sets what earlier passes know of the mounts below the source. */
  public void setMounts(SourceMounts value) {
    mounts = value;
  }

  /**
   * Has entries moved that the source has moved.
   *
   * @param memory the limit for what is held back for that, and for the orphans to choose from, in
   *     bytes each
   * @param smallest the size of the smallest file to move, in bytes
   */
  public void setRenames(Fidelity.Renames mode, long memory, long smallest) {
    moves = new Moves(this, mode, memory, smallest);
  }

  SourceMounts mounts() {
    return mounts;
  }

  /**
   * Widens a requested scope as far as the options require. Only a march through both whole trees
   * can detect hard links elsewhere or links that lead back.
   */
  public static Scope scope(Scope asked, Fidelity fidelity) {
    boolean whole = fidelity.hardLinks() || fidelity.links() == Fidelity.Links.follow;
    return whole ? Scope.ALL : asked;
  }

  /**
   * Walks a part of both trees and waits until every reported change is done.
   *
   * @param scope see {@link #scope}; if either tree lacks a directory, its nearest common ancestor
   *     is walked instead, alone
   * @param pool the threads that walk and call the listener
   * @return the scope walked; null after {@link #cancel}
   * @throws IOException if a root cannot be read; nothing was reported then
   * @throws WalkFailedException if an error ended the march
   * @throws InterruptedException if the calling thread is interrupted, which cancels the march
   */
  public Scope run(Scope scope, ForkJoinPool pool) throws IOException, InterruptedException {
    TreeTask.Root root = new TreeTask.Root();
    Path top = Path.of("");
    Entry source = trees.source().read(top);
    Entry replica = trees.replica().read(top);
    rootInode = source.inode();
    leaveOut(List.of(source.inode()));
    if (replica != null) {
      leaveOut(List.of(replica.inode()));
    }
    if (scope.isAll()) {
      return run(List.of(new DirectoryTask(root, this, top, source, replica, true)), root, pool)
          ? scope
          : null;
    }
    Beginnings beginnings = new Beginnings(this);
    Scope found = beginnings.of(scope);
    List<DirectoryTask> tasks = new ArrayList<>();
    for (Scope.Part part : found.isAll() ? List.of(new Scope.Part(top, true)) : found.parts()) {
      Path path = part.directory();
      Entry in = trees.source().read(path);
      Entry of = trees.replica().read(path);
      if (in != null && in.isDirectory() && !beginnings.isInLeftOut(path)) {
        tasks.add(new DirectoryTask(root, this, path, in, of, part.below()));
      }
    }
    if (!run(tasks, root, pool)) {
      return null;
    }
    return opened.in(found);
  }

  /**
   * Fills directories that replaced entries of another kind after a march.
   *
   * @return false if the march was cancelled
   */
  public boolean runBelow(Collection<Path> made, ForkJoinPool pool)
      throws IOException, InterruptedException {
    TreeTask.Root root = new TreeTask.Root();
    List<DirectoryTask> tasks = new ArrayList<>();
    for (Path path : made) {
      Entry source = trees.source().read(path);
      Entry replica = trees.replica().read(path);
      if (source != null && source.isDirectory()) {
        tasks.add(DirectoryTask.ofMade(root, this, path, source, replica));
      }
    }
    return run(tasks, root, pool);
  }

  private boolean run(List<DirectoryTask> tasks, TreeTask.Root root, ForkJoinPool pool)
      throws IOException, InterruptedException {
    try {
      tasks.forEach(moves::awaitListing);
      boolean complete = await(pool, tasks, root);
      moves.end();
      for (LateStage stage : lateStages) {
        complete = complete && stage.run(pool);
      }
      return complete;
    } finally {
      touched.restore(trees.source(), listener);
    }
  }

  /** Returns true if a directory is another folder of the mirror, mounted in one of the trees. */
  boolean isLeftOut(Path path, Entry source, Entry replica) {
    return source != null && isLeftOut(source)
        || replica != null && isLeftOut(replica)
        || mounts.isShared(path);
  }

  /** Returns true if equal files need no further checks, wherever they are. */
  boolean takesSameFiles() {
    return takesSameFiles;
  }

  /**
   * Reports an unchanged path or an orphan to the listener.
   *
   * @param change may be null
   * @return the change if it still has to be sent, otherwise null
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

  /**
   * The number of replica entries that the march has listed; entries below an orphan are not
   * listed.
   */
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

  Trees trees() {
    return trees;
  }

  Comparison comparison() {
    return comparison;
  }

  Judge judge() {
    return judge;
  }

  /**
   * The selection that a directory inherits from those above it.
   *
   * @return null if the directory is excluded, or after reporting that rules cannot be read
   */
  Selection selectionAbove(Path directory) {
    try {
      return rules.above(directory);
    } catch (IOException e) {
      listener.problem(new Problem(directory, SourceRules.ATTEMPT, e));
      return null;
    }
  }

  /** Returns true if the listener wants to hear of excluded entries. */
  boolean tellsExcluded() {
    return tellsExcluded;
  }

  /**
   * Returns true if writing the attributes of a directory lets others in.
   *
   * @param replica null if there is no such directory
   */
  boolean opens(Entry source, Entry replica) {
    return replica != null
        && comparison.access().opens(source, replica, judge.capabilities(replica));
  }

  OpenedDirectories opened() {
    return opened;
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

  SourceRules rules() {
    return rules;
  }

  Moves moves() {
    return moves;
  }

  FilesBeingWritten beingWritten() {
    return beingWritten;
  }
}
