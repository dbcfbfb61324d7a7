package io.camelmirror.diff;

import io.camelmirror.diff.LinkedFiles.Member;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.CountedCompleter;

/** The hard links to one object of the source: first the leader, then its followers. */
final class LinkGroup extends LateStage.Task {

  private static final long serialVersionUID = 1L;

  /** Without the leader, once it is chosen. */
  private final transient List<Member> members;

  private transient Member leader;

  /** The replica's inode to keep; null if the leader creates a new one. */
  private transient Entry.Inode kept;

  private boolean claimed;

  LinkGroup(CountedCompleter<?> parent, March march, List<Member> members) {
    super(parent, march, members.get(0).path());
    this.members = new LinkedList<>(members);
  }

  /** The rest of a group after its leader has failed. */
  private LinkGroup(LinkGroup failed) {
    super(failed, failed.march(), failed.members.get(0).path());
    this.members = failed.members;
    this.kept = failed.kept;
    this.claimed = true;
  }

  @Override
  void work() {
    if (!claimed) {
      kept = march().linked().claim(members);
    } else if (members.stream().noneMatch(this::hasKept)) {
      kept = null;
    }
    leader = takeLeader();
    Change change;
    try {
      change = changeOfLeader();
    } catch (IOException e) {
      march().listener().problem(new Problem(leader.path(), "compare", e));
      return;
    }
    if (change == null) {
      march().listener().unchanged();
      forkChild(new Followers(members, false));
    } else if (change.isRemoval()) {
      march().listener().orphan(change.in(leader.parent()));
      forkChild(new Followers(members, false));
    } else if (march().beingWritten().isBeingWritten(change)) {
      skip(leader);
      members.forEach(this::skip);
    } else {
      send(change.in(leader.parent()));
    }
  }

  private void skip(Member member) {
    march().listener().skipped(member.path(), member.source(), Skipped.BEING_WRITTEN);
  }

  /**
   * Takes out a member that already has the inode to keep, otherwise one with no directory in its
   * way.
   */
  private Member takeLeader() {
    for (Iterator<Member> each = members.iterator(); each.hasNext(); ) {
      Member member = each.next();
      boolean fits =
          kept != null
              ? hasKept(member)
              : member.replica() == null || !member.replica().isDirectory();
      if (fits) {
        each.remove();
        return member;
      }
    }
    return members.remove(0);
  }

  private boolean hasKept(Member member) {
    return kept != null && member.replica() != null && member.replica().inode().equals(kept);
  }

  private Change changeOfLeader() throws IOException {
    Entry source = leader.source();
    Entry replica = leader.replica();
    Change change = march().judge().needed(leader.path(), source, replica);
    if (kept == null || change != null && change.action() == Action.UPDATE) {
      kept = null;
      return new Change(makingAnew(leader), leader.path(), source, replica);
    }
    long own = 1 + members.stream().filter(this::hasKept).count();
    if (change != null && replica.names() > own) {
      // The inode has other hard links outside this group, which must not change.
      kept = null;
      return new Change(Action.UPDATE, leader.path(), source, replica);
    }
    return change;
  }

  private static Action makingAnew(Member member) {
    if (member.replica() == null) {
      return Action.CREATE;
    }
    return member.replica().kind() == member.source().kind() ? Action.UPDATE : Action.REPLACE;
  }

  @Override
  void dealtWith(Change change, Outcome outcome) {
    super.dealtWith(change, outcome);
    if (!change.path().equals(leader.path())) {
      return;
    }
    if (outcome.isApplied()) {
      forkChild(new Followers(members, true));
    } else if (!members.isEmpty()) {
      forkChild(new LinkGroup(this));
    }
  }

  /**
   * Returns true if the leader still has the inode to keep. An overlay file system gives a file a
   * new inode when it is first written to or linked, and the file's other hard links keep the old
   * one.
   */
  private boolean isStillKept() {
    if (kept == null) {
      return false;
    }
    try {
      Entry now = march().trees().replica().read(leader.path());
      return now != null && now.inode().equals(kept);
    } catch (IOException e) {
      // Then the others cannot be linked to it either.
      return true;
    }
  }

  /** The names after the leader. The leader's change may complete on another thread. */
  private final class Followers extends TreeTask {

    private static final long serialVersionUID = 1L;

    private final transient List<Member> followers;
    private final transient List<Member> keeping = new ArrayList<>();

    /** The leader was written to or linked. */
    private boolean written;

    Followers(List<Member> followers, boolean written) {
      super(LinkGroup.this, march(), march().listener(), LinkGroup.this.path());
      this.followers = followers;
      this.written = written;
    }

    @Override
    void work() {
      if (written && !isStillKept()) {
        kept = null;
      }
      for (Member member : followers) {
        if (isWalkCancelled()) {
          return;
        }
        if (hasKept(member) && member.replica().isSameContent(leader.replica())) {
          keeping.add(member);
        } else {
          link(member);
        }
      }
    }

    private void link(Member member) {
      Path first = leader.path();
      Entry source = member.source();
      Entry replica = member.replica();
      boolean equal =
          replica != null
              && march().judge().compare(Tree.parentOf(member.path()), source, replica) == null;
      Change change =
          Change.linking(makingAnew(member), member.path(), source, replica, first, equal)
              .in(member.parent());
      if (change.isRemoval()) {
        march().listener().orphan(change);
      } else {
        written = true;
        LinkGroup.this.send(change, this);
      }
    }

    @Override
    void completed() {
      if (written && !keeping.isEmpty() && !isWalkCancelled() && !isStillKept()) {
        LinkGroup.this.forkChild(new Followers(keeping, true));
      } else {
        keeping.forEach(member -> march().listener().unchanged());
      }
    }
  }
}
