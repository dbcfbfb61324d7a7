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

/** Collects only the orphans of a march, until the memory limit is reached. */
final class OrphanSearch implements MarchListener {

  private final FoundOrphans orphans;
  private March march;

  /**
   * Creates a search.
   *
   * @param memory the memory limit, in bytes
   */
  OrphanSearch(long memory) {
    orphans = new FoundOrphans(memory);
  }

  /** Sets the march to cancel when the memory limit is reached. */
  void stops(March listened) {
    march = listened;
  }

  Collection<Change> found() {
    return orphans.kept();
  }

  /** Returns true if more orphans were found than kept. */
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
    // The main march of the pass handled this change.
    completion.done(Outcome.SKIPPED);
  }

  @Override
  public void problem(Problem problem) {
    // Reported by the main march.
  }

  @Override
  public void grantOwnerAccess(Path path) {
    // Done by the main march.
  }

  @Override
  public boolean restrict(Path path, Entry source, Entry.Inode directory) {
    // Done by the main march.
    return true;
  }

  @Override
  public void keptClosed(Path path, Entry source, Entry.Inode directory) {
    // Reported by the main march.
  }

  @Override
  public void restoreAttributes(Path path, Entry source, Entry.Inode directory) {
    // Nothing has changed.
  }

  @Override
  public void leftover(Path path, Entry.Inode directory) {
    // Removed by the main march.
  }

  @Override
  public void seen(int inSource, int inReplica) {
    // Counted by the main march.
  }

  @Override
  public void unchanged() {
    // Counted by the main march.
  }

  @Override
  public void skipped(Path path, Entry source, Skipped why) {
    // Reported by the main march.
  }

  @Override
  public void notKept(Capability what, Capabilities capabilities) {
    // Reported by the main march.
  }

  @Override
  public void notKeptEverywhere(Capability what, Throwable cause) {
    // Reported by the main march.
  }
}
