package io.camelmirror.watch;

import io.camelmirror.diff.Scope;
import io.camelmirror.diff.Skipped;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;

/**
 * Watches a source and makes a pass over what has changed as soon as nothing changes for a moment.
 * Passes over the whole source remain necessary: the system may drop events.
 */
public final class SourceWatch implements Events.Listener, PassListener, AutoCloseable {

  private final Path source;
  private final Passes passes;
  private final Logger log;
  private final Way[] ways;
  private final DirtyDirectories dirty;
  private Thread worker;

  /** Null while nothing is watched. */
  private Events events;

  /** The way in which the source is watched, or why it is not, if that has been logged. */
  private String said = "";

  private String saidLimit = "";
  private boolean saidLost;
  private volatile boolean closed;

  /** The ways to hear of changes; the first that is possible is taken. */
  enum Way {
    FANOTIFY {
      @Override
      Events open(Path source, Events.Listener listener) throws Events.NotPossibleException {
        return FanotifyEvents.open(source, listener);
      }
    },
    INOTIFY {
      @Override
      Events open(Path source, Events.Listener listener) throws Events.NotPossibleException {
        try {
          return new InotifyEvents(source, listener);
        } catch (NoClassDefFoundError e) {
          throw new Events.NotPossibleException(
              "the library io.methvin:directory-watcher is missing");
        }
      }
    };

    abstract Events open(Path source, Events.Listener listener) throws Events.NotPossibleException;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes passes. */
  public interface Passes {

    /**
     * Makes a pass over a scope; does nothing if it may not be made now.
     *
     * @throws IOException if it could not be made, which listeners of the pass know
     */
    void pass(Scope scope) throws IOException, InterruptedException;
  }

  /**
   * Creates a watch that has not begun.
   *
   * @param source the folder as the user named it; it need not exist yet
   * @param quiet how long nothing must change before a pass; after a second a pass is made anyway
   * @param log is told how the source is watched, and what is not
   */
  public SourceWatch(Path source, Duration quiet, Passes passes, Logger log) {
    this(source, quiet, passes, log, Way.values());
  }

  SourceWatch(Path source, Duration quiet, Passes passes, Logger log, Way... ways) {
    this.source = source;
    this.ways = ways;
    this.passes = passes;
    this.log = log;
    dirty = new DirtyDirectories(quiet, System::nanoTime);
  }

  /**
   * Begins to watch, or begins again if another folder or file system is in place of what was
   * watched. Call it before each pass over the whole source, so that no change is missed between
   * them. Does nothing as long as the source does not exist.
   */
  public synchronized void refresh() {
    if (closed || events != null && events.isCurrent()) {
      return;
    }
    if (events != null) {
      events.close();
      events = null;
    }
    if (!Files.isDirectory(source)) {
      return;
    }
    events = open();
    if (events != null && worker == null) {
      worker = new Thread(this::makePasses, "camel-mirror-live");
      worker.setDaemon(true);
      worker.start();
    }
  }

  private Events open() {
    StringBuilder refused = new StringBuilder();
    for (Way way : ways) {
      try {
        Events opened = way.open(source, this);
        sayWatching(way, "watching " + PathText.of(source) + " " + opened.describe() + refused);
        return opened;
      } catch (Events.NotPossibleException e) {
        refused.append("; ").append(way).append(": ").append(e.getMessage());
      }
    }
    String line =
        "cannot watch "
            + PathText.of(source)
            + refused
            + "; changes are found by the passes at the interval";
    if (!line.equals(said)) {
      said = line;
      log.warn("{}", line);
    }
    return null;
  }

  /** Says it once; a watch that only begins anew is no news. */
  private void sayWatching(Way way, String line) {
    if (said.equals(way.toString())) {
      log.debug("{}", line);
    } else {
      said = way.toString();
      log.info("{}", line);
      sayIfSilent();
    }
  }

  private void sayIfSilent() {
    SilentFileSystem.of(source)
        .ifPresent(
            name ->
                log.warn(
                    "{} is on {}, which does not report what other machines change there; the"
                        + " passes at the interval find that",
                    PathText.of(source),
                    name));
  }

  private void makePasses() {
    try {
      for (Scope scope = dirty.take(); scope != null; scope = dirty.take()) {
        long start = System.nanoTime();
        if (scope.isAll()) {
          // After a loss, the watch may be incomplete.
          refresh();
        }
        makePass(scope);
        dirty.rest(System.nanoTime() - start);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void makePass(Scope scope) throws InterruptedException {
    try {
      passes.pass(scope);
    } catch (IOException | CancellationException e) {
      // The mirror has reported it, and the next pass over everything covers this one.
      log.debug("a pass over what has changed could not be made", e);
    } catch (RuntimeException | Error e) {
      log.debug("a pass over what has changed failed", e);
    }
  }

  @Override
  public void changed(Path directory, boolean below) {
    dirty.add(directory, below);
  }

  @Override
  public boolean isWanted() {
    return !closed;
  }

  @Override
  public synchronized void lost() {
    dirty.addAll();
    if (!saidLost) {
      saidLost = true;
      log.warn(
          "the system dropped some of its reports about changes in {}; a pass over everything makes"
              + " up for that, now and whenever it happens again",
          PathText.of(source));
    }
  }

  @Override
  public synchronized void limited(String line) {
    if (!line.equals(saidLimit)) {
      saidLimit = line;
      log.warn("{}", line);
    }
  }

  /** A file that was left because someone writes to it is looked at again soon. */
  @Override
  public void skipped(PassProgress pass, Path path, Kind kind, Skipped why) {
    if (why == Skipped.BEING_WRITTEN) {
      dirty.add(Tree.parentOf(path), false);
    }
  }

  /** Watches no longer, and makes no further passes. Does not wait for the one under way. */
  @Override
  public void close() {
    closed = true;
    dirty.close();
    synchronized (this) {
      if (events != null) {
        events.close();
        events = null;
      }
    }
  }
}
