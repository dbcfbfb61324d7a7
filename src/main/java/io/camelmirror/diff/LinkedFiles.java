package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;

/**
 * The entries that have several names in either tree, when hard links are kept. They are gathered
 * while the march goes on, and dealt with at its end: one of the names of an object is made equal,
 * the others become names of that.
 */
final class LinkedFiles implements LateStage {

  private final March march;
  private final Map<Entry.Inode, Queue<Member>> groups = new ConcurrentHashMap<>();

  /** Which object of the source an object of the replica stands for: each for one. */
  private final Map<Entry.Inode, Entry.Inode> claims = new ConcurrentHashMap<>();

  /** One name. */
  record Member(Path path, Entry source, Entry replica) {}

  LinkedFiles(March march) {
    this.march = march;
  }

  /** Whether either of a pair of entries has several names, and that matters. */
  boolean concerns(Entry source, Entry replica) {
    return march.comparison().fidelity().hardLinks()
        && !march.judge().lacks(replica, Capability.HARD_LINKS)
        && (source.hasOtherNames() || replica != null && replica.hasOtherNames());
  }

  /** Takes a pair of entries over, if it concerns them. */
  boolean takes(Path path, Entry source, Entry replica) {
    boolean linked = concerns(source, replica);
    if (linked) {
      groups
          .computeIfAbsent(source.inode(), inode -> new ConcurrentLinkedQueue<>())
          .add(new Member(path, source, replica));
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
    groups.forEach((inode, members) -> tasks.add(new LinkGroup(root, march, List.copyOf(members))));
    return march.await(pool, tasks, root);
  }

  /**
   * Chooses the object of the replica that goes on standing for an object of the source: the one
   * that most of its names have already.
   *
   * @return null when there is none, and a new one has to be made
   */
  Entry.Inode claim(List<Member> members) {
    Map<Entry.Inode, Integer> counts = new HashMap<>();
    for (Member member : members) {
      Action action =
          march.judge().compare(Tree.parentOf(member.path()), member.source(), member.replica());
      if (action == null || action == Action.ATTRIBUTES) {
        counts.merge(member.replica().inode(), 1, Integer::sum);
      }
    }
    Entry.Inode owner = members.get(0).source().inode();
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Entry.Inode, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .filter(inode -> claims.computeIfAbsent(inode, key -> owner).equals(owner))
        .findFirst()
        .orElse(null);
  }
}
