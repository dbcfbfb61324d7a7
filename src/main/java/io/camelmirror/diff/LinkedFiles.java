package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;

/**
 * Entries with several hard links in either tree, if hard links are preserved. The march collects
 * them and handles them at its end: it updates one name of each object and links the others to it.
 */
final class LinkedFiles implements LateStage {

  private final March march;
  private final Map<Entry.Inode, Queue<Member>> groups = new ConcurrentHashMap<>();

  /** The inodes of the replica that already represent an object of the source. */
  private final Set<Entry.Inode> claims = ConcurrentHashMap.newKeySet();

  private final SharedInodes shared;

  /** One hard link. */
  record Member(Path path, Entry source, Entry replica, Entry.Inode parent) {}

  LinkedFiles(March march) {
    this.march = march;
    this.shared = new SharedInodes(march.trees(), march.listener());
  }

  /** Returns true if hard links matter and either entry has several. */
  boolean concerns(Entry source, Entry replica) {
    return march.comparison().fidelity().hardLinks()
        && !march.judge().lacks(replica, Capability.HARD_LINKS)
        && (source.hasOtherNames() || replica != null && replica.hasOtherNames());
  }

  /**
   * Takes over a pair of entries if hard links matter for it.
   *
   * @param parent the parent directory in the replica; null if not known
   */
  boolean takes(Path path, Entry source, Entry replica, Entry.Inode parent) {
    boolean linked = concerns(source, replica);
    if (linked) {
      groups
          .computeIfAbsent(source.inode(), inode -> new ConcurrentLinkedQueue<>())
          .add(new Member(path, source, replica, parent));
    }
    return linked;
  }

  @Override
  public boolean run(ForkJoinPool pool) throws InterruptedException {
    if (groups.isEmpty()) {
      return true;
    }
    TreeTask.Root root = new TreeTask.Root();
    List<LinkGroup> tasks = new ArrayList<>(groups.size());
    for (List<Member> members : shared.separate(groups.values())) {
      tasks.add(new LinkGroup(root, march, members));
    }
    return march.await(pool, tasks, root);
  }

  /**
   * Chooses the replica's inode that keeps representing an object of the source: the inode that
   * most of its names already have.
   *
   * @return null if none fits and a new one must be created
   */
  Entry.Inode claim(Collection<Member> members) {
    Map<Entry.Inode, Integer> counts = new HashMap<>();
    for (Member member : members) {
      Action action =
          march.judge().compare(Tree.parentOf(member.path()), member.source(), member.replica());
      if (action == null || action == Action.ATTRIBUTES) {
        counts.merge(member.replica().inode(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Entry.Inode, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .filter(inode -> shared.isMeaningless(inode) || claims.add(inode))
        .findFirst()
        .orElse(null);
  }
}
