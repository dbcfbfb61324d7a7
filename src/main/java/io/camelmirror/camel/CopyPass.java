package io.camelmirror.camel;

import io.camelmirror.apply.Tally;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.MarchListener;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Skipped;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;

/**
 * What one march finds: changes go down the copy route, orphans are kept for the reconcile route.
 */
final class CopyPass extends ChangeRoute implements MarchListener {

  private final Logger passes;
  private final Collection<Change> orphans = new ConcurrentLinkedQueue<>();

  CopyPass(MirrorConsumer consumer, Tally tally) {
    super(consumer, tally);
    passes = mirror().loggers().passes();
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
        passes.info("removed what an earlier run had left: {}", PathText.of(path));
      }
    } catch (IOException e) {
      problem(new Problem(path, "remove the leftover", e));
    }
  }

  @Override
  public void unchanged() {
    tally().countUnchanged();
  }

  @Override
  public void skipped(Path path, Entry source, Skipped why) {
    tally().countSkipped();
    switch (why) {
      case KIND -> {
        String line = kindSkipped(source.kind());
        if (line != null) {
          mirror()
              .engine()
              .leftOut()
              .note(line, line + " (the first is " + PathText.of(path) + ")");
        }
      }
      case OTHER_FILE_SYSTEM -> passes.debug("on a file system of its own: {}", PathText.of(path));
      case BEING_WRITTEN ->
          passes.info("left for the next pass, it is being written to: {}", PathText.of(path));
    }
  }

  /** What to say once; null when it was said when it could not be made. */
  private String kindSkipped(Kind kind) {
    return switch (kind) {
      case SOCKET -> "sockets are skipped: they belong to the program that made them";
      case FIFO, BLOCK_DEVICE, CHARACTER_DEVICE ->
          mirror().engine().comparison().fidelity().specials()
              ? null
              : "FIFOs and device nodes are skipped: mirror.specials is off";
      case LINK, FILE, DIRECTORY ->
          mirror().engine().comparison().fidelity().links() == Fidelity.Links.skip
              ? "symbolic links are skipped, as mirror.links says"
              : null;
    };
  }
}
