package io.camelmirror.camel;

import io.camelmirror.apply.Tally;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.MarchListener;
import io.camelmirror.diff.Problem;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one march finds: changes go down the copy route, orphans are kept for the reconcile route.
 */
final class CopyPass extends ChangeRoute implements MarchListener {

  private static final Logger PASSES = LoggerFactory.getLogger("io.camelmirror.pass");

  private final Collection<Change> orphans = new ConcurrentLinkedQueue<>();

  CopyPass(MirrorConsumer consumer, Tally tally) {
    super(consumer, tally);
  }

  Collection<Change> orphans() {
    return orphans;
  }

  @Override
  public void orphan(Change change) {
    orphans.add(change);
  }

  @Override
  public void leftover(Path path) {
    try {
      if (applier().removeLeftover(path)) {
        PASSES.info("removed what an earlier run had left: {}", PathText.of(path));
      }
    } catch (IOException e) {
      problem(new Problem(path, "remove the leftover", e));
    }
  }

  @Override
  public void unchanged(Path path) {
    tally().countUnchanged();
  }

  @Override
  public void skipped(Path path, Entry source) {
    tally().countSkipped();
  }
}
