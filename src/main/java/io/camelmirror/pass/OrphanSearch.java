package io.camelmirror.pass;

import io.camelmirror.diff.Capabilities;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeCompletion;
import io.camelmirror.diff.March;
import io.camelmirror.diff.MarchListener;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Skipped;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import java.nio.file.Path;
import java.util.Collection;

/** Listens to a march for orphans alone, until memory has no room for more. */
final class OrphanSearch implements MarchListener {

  private final FoundOrphans orphans;
  private March march;

  /**
   * Makes a search.
   *
   * @param memory how much what is found may take, in bytes
   */
  OrphanSearch(long memory) {
    orphans = new FoundOrphans(memory);
  }

  /** Ends a march, which is about to run, when there is no room for more. */
  void stops(March listened) {
    march = listened;
  }

  Collection<Change> found() {
    return orphans.kept();
  }

  /** Whether there are more than were kept. */
  boolean isFull() {
    return orphans.others() > 0;
  }

  @Override
  public void orphan(Change change) {
    orphans.add(change);
    if (isFull()) {
      march.cancel();
    }
  }

  @Override
  public void change(Change change, ChangeCompletion completion) {
    // The march of the pass has dealt with it.
    completion.done(Outcome.SKIPPED);
  }

  @Override
  public void problem(Problem problem) {
    // Told by the march of the pass.
  }

  @Override
  public void grantOwnerAccess(Path path) {
    // Done by the march of the pass.
  }

  @Override
  public void restoreAttributes(Path path, Entry source) {
    // Nothing has changed.
  }

  @Override
  public void leftover(Path path) {
    // Removed by the march of the pass.
  }

  @Override
  public void seen(int inSource, int inReplica) {
    // Counted by the march of the pass.
  }

  @Override
  public void unchanged() {
    // Counted by the march of the pass.
  }

  @Override
  public void skipped(Path path, Entry source, Skipped why) {
    // Told by the march of the pass.
  }

  @Override
  public void notKept(Capability what, Capabilities capabilities) {
    // Told by the march of the pass.
  }

  @Override
  public void notKeptEverywhere(Capability what, Throwable cause) {
    // Told by the march of the pass.
  }
}
