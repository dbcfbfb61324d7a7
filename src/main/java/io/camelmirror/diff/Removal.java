package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/**
 * Walks held orphans. Each entry below an orphaned directory becomes a separate change, followed by
 * the change for the directory.
 */
public final class Removal extends TreeWalk {

  private final Trees trees;
  private final Privileges privileges;
  private final Selection selection;
  private final SourceRules rules;
  private final ChangeListener listener;
  private final boolean tellsExcluded;

  private Map<Path, Entry.Inode> closed = Map.of();

  /** Directories below which something could not be removed. */
  private final Set<Path> failedBelow = ConcurrentHashMap.newKeySet();

  /**
   * Prepares a removal; {@link #run} starts it.
   *
   * @param trees both roots; directories that lose an entry get their attributes from the source
   *     again
   * @param privileges the user's privileges on the replica
   * @param selection what is excluded stays, and so do its parent directories, unless it is to be
   *     deleted
   */
  public Removal(Trees trees, Privileges privileges, Selection selection, ChangeListener listener) {
    this.trees = trees;
    this.privileges = privileges;
    this.selection = selection;
    this.rules = new SourceRules(trees.source(), selection);
    this.listener = listener;
    tellsExcluded = listener.wantsExcluded();
  }

  /**
   * Walks the orphans and waits until every reported change is done.
   *
   * @param orphans changes that {@linkplain Change#isRemoval remove} an entry
   * @param pool the threads that walk and call the listener
   * @return false after {@link #cancel}
   * @throws InterruptedException if the calling thread is interrupted, which cancels the walk
   */
  public boolean run(Collection<Change> orphans, ForkJoinPool pool) throws InterruptedException {
    // Create hard links after the files they refer to.
    return run(orphans.stream().filter(orphan -> orphan.linkTo() == null), pool)
        && run(orphans.stream().filter(orphan -> orphan.linkTo() != null), pool);
  }

  private boolean run(Stream<Change> orphans, ForkJoinPool pool) throws InterruptedException {
    Map<Path, List<Change>> byParent = new LinkedHashMap<>();
    orphans.forEach(
        orphan ->
            byParent
                .computeIfAbsent(Tree.parentOf(orphan.path()), path -> new ArrayList<>())
                .add(orphan));
    TreeTask.Root root = new TreeTask.Root();
    List<Parent> parents = new ArrayList<>();
    byParent.forEach((path, changes) -> parents.add(new Parent(root, this, path, changes)));
    return await(pool, parents, root);
  }

  /**
   * Sets the directories that a march {@linkplain MarchListener#keptClosed kept closed}, with those
   * in the replica. They stay so until {@link #open}.
   */
  public void keepClosed(Map<Path, Entry.Inode> directories) {
    closed = Map.copyOf(directories);
  }

  /**
   * Gives the directories kept closed their attributes, where everything is gone that would become
   * accessible to others.
   */
  public void open() {
    closed.forEach(
        (path, inode) -> {
          if (!failedBelow.contains(path)) {
            TouchedDirectories.restore(path, inode, trees.source(), listener);
          }
        });
  }

  /** Records that something is still in a directory. */
  void failedIn(Path directory) {
    Path path = directory;
    while (path != null && failedBelow.add(path)) {
      path = path.toString().isEmpty() ? null : Tree.parentOf(path);
    }
  }

  Tree replica() {
    return trees.replica();
  }

  Privileges privileges() {
    return privileges;
  }

  /** Returns true if the listener wants to hear of excluded entries. */
  boolean tellsExcluded() {
    return tellsExcluded;
  }

  ChangeListener listener() {
    return listener;
  }

  /** The orphans in one directory that stays. */
  private static final class Parent extends TreeTask {

    private static final long serialVersionUID = 1L;
    private static final int SHARE = 64;

    private final transient Removal removal;
    private final transient List<Change> orphans;

    /** What stays below the orphans; null if everything goes. */
    private transient Selection stays;

    Parent(CountedCompleter<?> root, Removal removal, Path path, List<Change> orphans) {
      super(root, removal, removal.listener, path);
      this.removal = removal;
      this.orphans = orphans;
    }

    @Override
    void work() {
      if (!removal.selection.deletesExcluded()
          && orphans.stream().anyMatch(Change::removesDirectory)
          && !select()) {
        removal.failedIn(path());
        return;
      }
      for (int from = 0; from < orphans.size(); from += SHARE) {
        int to = Math.min(from + SHARE, orphans.size());
        forkChild(new Share(this, removal, orphans.subList(from, to)));
      }
    }

    /** Returns false if rules cannot be read, or exclude the directory by now. */
    private boolean select() {
      try {
        stays = removal.rules.in(path());
        return stays != null;
      } catch (IOException e) {
        removal.listener.problem(new Problem(path(), SourceRules.ATTEMPT, e));
        return false;
      }
    }

    @Override
    void completed() {
      Entry.Inode directory = removal.closed.containsKey(path()) ? null : orphans.get(0).parent();
      TouchedDirectories.restore(path(), directory, removal.trees.source(), removal.listener);
    }
  }

  /** Some of the orphans in one directory. */
  private static final class Share extends TreeTask {

    private static final long serialVersionUID = 1L;

    private final transient Removal removal;
    private final transient List<Change> orphans;
    private final transient Selection stays;

    Share(Parent parent, Removal removal, List<Change> orphans) {
      super(parent, removal, removal.listener, parent.path());
      this.removal = removal;
      this.orphans = orphans;
      this.stays = parent.stays;
    }

    @Override
    void work() {
      for (Change orphan : orphans) {
        if (isWalkCancelled()) {
          return;
        }
        if (orphan.removesDirectory()) {
          forkChild(new DirectoryRemoval(this, removal, orphan, stays));
        } else {
          send(orphan);
        }
      }
    }

    @Override
    void dealtWith(Change change, Outcome outcome) {
      if (!outcome.isApplied()) {
        removal.failedIn(path());
      }
    }
  }
}
