package io.camelmirror.diff;

import io.camelmirror.diff.LinkedFiles.Member;
import io.camelmirror.tree.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountedCompleter;

/** The hard links to one object of the source: first the leader, then its followers. */
final class LinkGroup extends LateStage.Task {

  private static final long serialVersionUID = 1L;

  private final transient List<Member> members;
  private transient Member leader;

  /** The replica's inode to keep; null if the leader creates a new one. */
  private transient Entry.Inode kept;

  LinkGroup(CountedCompleter<?> parent, March march, List<Member> members) {
    super(parent, march, members.get(0).path());
    this.members = members;
  }

  @Override
  void work() {
    kept = march().linked().claim(members);
    leader = chooseLeader();
    Change change;
    try {
      change = changeOfLeader();
    } catch (IOException e) {
      march().listener().problem(new Problem(leader.path(), "compare", e));
      return;
    }
    if (change == null) {
      march().listener().unchanged();
      follow();
    } else if (change.isRemoval()) {
      march().listener().orphan(change.in(leader.parent()));
      follow();
    } else if (march().beingWritten().isBeingWritten(change)) {
      for (Member member : members) {
        march().listener().skipped(member.path(), member.source(), Skipped.BEING_WRITTEN);
      }
    } else {
      send(change.in(leader.parent()));
    }
  }

  /**
   * Chooses a member that already has the inode to keep, otherwise one with no directory in its
   * way.
   */
  private Member chooseLeader() {
    for (Member member : members) {
      boolean fits =
          kept != null
              ? hasKept(member)
              : member.replica() == null || !member.replica().isDirectory();
      if (fits) {
        return member;
      }
    }
    return members.get(0);
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
    long own = members.stream().filter(this::hasKept).count();
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
      forkChild(new Followers());
    } else if (members.size() > 1) {
      List<Member> others = new ArrayList<>(members);
      others.remove(leader);
      forkChild(new LinkGroup(this, march(), others));
    }
  }

  private void follow() {
    Path first = leader.path();
    for (Member member : members) {
      if (isWalkCancelled()) {
        return;
      }
      if (member == leader) {
        continue;
      }
      if (hasKept(member)) {
        march().listener().unchanged();
        continue;
      }
      Change change =
          Change.linking(
                  makingAnew(member), member.path(), member.source(), member.replica(), first)
              .in(member.parent());
      if (change.isRemoval()) {
        march().listener().orphan(change);
      } else {
        send(change);
      }
    }
  }

  /** The names after the leader. The leader's change may complete on another thread. */
  private final class Followers extends TreeTask {

    private static final long serialVersionUID = 1L;

    Followers() {
      super(LinkGroup.this, march(), march().listener(), LinkGroup.this.path());
    }

    @Override
    void work() {
      follow();
    }
  }
}
