package io.camelmirror.pass;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Capabilities;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeCompletion;
import io.camelmirror.diff.MarchListener;
import io.camelmirror.diff.NotKeptListener;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Skipped;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import java.io.IOException;
import java.nio.file.Path;

/** Handles the findings of a pass's march: sends changes to the sink and collects orphans. */
class Marching extends Sending implements MarchListener {

  private final Pass pass;
  private final NotKeptListener notKept;
  private final FoundOrphans orphans;

  Marching(Pass pass, ChangeSink sink, NotKeptListener notKept, long memory) {
    super(pass, sink);
    this.pass = pass;
    this.notKept = notKept;
    this.orphans = new FoundOrphans(memory);
  }

  FoundOrphans orphans() {
    return orphans;
  }

  @Override
  public void problem(Problem problem) {
    orphans.unseen(problem.path());
    super.problem(problem);
  }

  @Override
  public void change(Change change, ChangeCompletion completion) {
    if (change.action() == Action.MOVE && change.replica().isDirectory()) {
      orphans.moves(change.from());
    }
    super.change(change, completion);
  }

  @Override
  public void stays(Path orphan) {
    orphans.unseen(orphan);
  }

  @Override
  public boolean isReadingCancelled() {
    return pass.isReadingCancelled();
  }

  @Override
  public void orphan(Change change) {
    orphans.add(change);
  }

  @Override
  public void keptClosed(Path path, Entry source, Entry.Inode directory) {
    orphans.keepClosed(path, directory);
    pass.listeners().tell(listener -> listener.keptClosed(pass, path));
  }

  @Override
  public void leftover(Path path, Entry.Inode directory) {
    if (pass.isDryRun()) {
      return;
    }
    try {
      pass.applier().removeLeftover(path, directory);
      pass.listeners().tell(listener -> listener.leftoverRemoved(pass, path));
    } catch (IOException e) {
      problem(new Problem(path, "remove the leftover", e));
    }
  }

  @Override
  public void seen(int inSource, int inReplica) {
    pass.counts().seen.add(inSource);
  }

  @Override
  public void unchanged() {
    pass.counts().unchanged.increment();
  }

  @Override
  public void skipped(Path path, Entry source, Skipped why) {
    pass.counts().skipped.increment();
    pass.listeners().tell(listener -> listener.skipped(pass, path, source.kind(), why));
  }

  @Override
  public void notKept(Capability what, Capabilities capabilities) {
    notKept.notKept(what, capabilities);
  }

  @Override
  public void notKeptEverywhere(Capability what, Throwable cause) {
    notKept.notKeptEverywhere(what, cause);
  }
}
