package io.camelmirror.diff;

import io.camelmirror.diff.LinkedFiles.Member;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the file systems that give one inode number to several files, as some FUSE and network file
 * systems do. There, the number does not tell hard links from other files.
 */
final class SharedInodes {

  private final Trees trees;
  private final NotKeptListener listener;

  /** The device numbers of such file systems, in each tree. */
  private final Set<Long> inSource = new HashSet<>();

  private final Set<Long> inReplica = new HashSet<>();

  /**
   * Creates an instance for one pass.
   *
   * @param listener is told about such file systems
   */
  SharedInodes(Trees trees, NotKeptListener listener) {
    this.trees = trees;
    this.listener = listener;
  }

  /** Returns true if other files of the replica may have the same inode. */
  boolean isMeaningless(Entry.Inode replica) {
    return inReplica.contains(replica.device());
  }

  /**
   * Separates what only has the inode number in common.
   *
   * @param numbers the names in the source, by inode
   * @return the hard links of each object
   */
  List<List<Member>> separate(Collection<? extends Collection<Member>> numbers) {
    List<List<Member>> found = new ArrayList<>(numbers.size());
    for (Collection<Member> members : numbers) {
      found.add(readAgain(List.copyOf(members)));
    }
    lookAtReplica(found);
    List<List<Member>> objects = new ArrayList<>(found.size());
    for (List<Member> members : found) {
      separate(members, objects);
    }
    return objects;
  }

  private void separate(List<Member> members, List<List<Member>> objects) {
    // Hard links share all of an entry: size, times, permissions, owner, attributes.
    Map<Entry, List<Member>> groups = new LinkedHashMap<>();
    for (Member member : members) {
      if (isAlone(member)) {
        objects.add(List.of(member));
      } else {
        groups.computeIfAbsent(member.source(), entry -> new ArrayList<>()).add(member);
      }
    }
    objects.addAll(groups.values());
  }

  private boolean isAlone(Member member) {
    return inSource.contains(member.source().inode().device())
        || member.replica() != null && isMeaningless(member.replica().inode());
  }

  /** Reads entries of one inode number again if they differ: the file may have been written to. */
  private List<Member> readAgain(List<Member> members) {
    Member first = members.get(0);
    for (Member member : members) {
      if (!member.source().equals(first.source())) {
        return readAll(members);
      }
    }
    return members;
  }

  private List<Member> readAll(List<Member> members) {
    List<Member> now = new ArrayList<>(members.size());
    for (Member member : members) {
      Entry source = read(trees.source(), member);
      // A name that is gone or has become another file is left to the next pass.
      if (source != null && source.inode().equals(member.source().inode())) {
        now.add(new Member(member.path(), source, member.replica(), member.parent()));
      }
    }
    for (Member member : now) {
      Member first = now.get(0);
      if (!member.source().isSameContent(first.source())
          && first.source().equals(read(trees.source(), first))) {
        found(inSource, "source", first.source(), first, member);
        return now;
      }
    }
    return now;
  }

  private void lookAtReplica(List<List<Member>> groups) {
    Map<Entry.Inode, Member> seen = new HashMap<>();
    for (List<Member> members : groups) {
      for (Member member : members) {
        Entry replica = member.replica();
        if (replica != null && !replica.isDirectory() && !isMeaningless(replica.inode())) {
          Member first = seen.putIfAbsent(replica.inode(), member);
          if (first != null && !first.replica().isSameContent(replica)) {
            lookAtReplica(first, member);
          }
        }
      }
    }
  }

  private void lookAtReplica(Member first, Member other) {
    Entry before = read(trees.replica(), first);
    Entry found = read(trees.replica(), other);
    if (before != null
        && found != null
        && before.inode().equals(found.inode())
        && !before.isSameContent(found)
        && before.equals(read(trees.replica(), first))) {
      found(inReplica, "replica", before, first, other);
    }
  }

  private void found(Set<Long> devices, String tree, Entry entry, Member one, Member other) {
    if (devices.add(entry.inode().device())) {
      listener.notKeptEverywhere(
          Capability.HARD_LINKS,
          new SharedInodeException(
              "the "
                  + tree
                  + "'s file system gives one inode number to several files, such as "
                  + PathText.of(one.path())
                  + " and "
                  + PathText.of(other.path())
                  + "; its files are copied one by one"));
    }
  }

  private static Entry read(Tree tree, Member member) {
    try {
      return tree.read(member.path());
    } catch (IOException e) {
      return null;
    }
  }

  /** Why hard links are not preserved: inode numbers mean nothing. */
  static final class SharedInodeException extends IOException {

    private static final long serialVersionUID = 1L;

    SharedInodeException(String message) {
      super(message);
    }
  }
}
