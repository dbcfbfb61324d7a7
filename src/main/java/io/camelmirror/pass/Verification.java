package io.camelmirror.pass;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Contents;
import io.camelmirror.diff.Difference;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Scope;
import io.camelmirror.diff.SecondLook;
import io.camelmirror.tree.AbortedException;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads both trees of a mirror and tells the mirror's listeners of every difference. It changes
 * nothing and needs no lock, so passes go on beside it. It is itself a pass of a dry mirror; what
 * that finds is looked at again at the end, because the mirror may have copied it meanwhile.
 */
public final class Verification implements AutoCloseable {

  /** About 60 MB. What is found beyond that is looked at again at once. */
  private static final int MOST_HELD = 100_000;

  /** With more directories than this, a repair covers the whole trees. */
  private static final int MOST_DIRECTORIES = 1_000;

  private final Mirror mirror;
  private final Mirror reading;
  private final Map<Path, Change> found = new ConcurrentSkipListMap<>();
  private final AtomicInteger held = new AtomicInteger();
  private final Set<Path> directories = ConcurrentHashMap.newKeySet();
  private final LongAdder equal = new LongAdder();
  private final LongAdder different = new LongAdder();
  private final LongAdder silent = new LongAdder();
  private final FailedPaths failed = new FailedPaths();
  private final LongAdder failures = new LongAdder();
  private volatile Pass pass;
  private volatile boolean removals;
  private volatile boolean aborted;

  /**
   * Prepares a verification.
   *
   * @param mirror its options and listeners count; it may be making passes
   * @param site the mirror's folders, apart from the site that the mirror itself uses
   */
  public Verification(Mirror mirror, Site site) {
    this.mirror = mirror;
    reading = new Mirror(mirror.name(), site, mirror.options().forVerification(), this::take);
    reading.opener().learnFrom(mirror.opener());
    reading.setRemovals(this::take);
    reading.addListener(new Reading());
  }

  /**
   * Compares both trees; a second call is not supported.
   *
   * @param contents the files whose content to read; of the others, size and time count
   * @param repair let the mirror make a pass that mends what differs, with its guards
   * @return the report; null if the verification was aborted
   * @throws IOException if it could not start, or the repair could not
   */
  public VerifyReport run(Contents contents, boolean repair)
      throws IOException, InterruptedException {
    try {
      VerifyReport report = compare(contents);
      if (report != null && repair && report.different() > 0) {
        report = report.with(repair());
      }
      VerifyReport told = report;
      if (told != null) {
        mirror.listeners().tell(listener -> listener.verified(told));
      }
      return report;
    } catch (IOException | RuntimeException e) {
      if (!aborted) {
        mirror.listeners().tell(listener -> listener.verifyFailed(mirror.name(), e));
      }
      throw e;
    }
  }

  private VerifyReport compare(Contents contents) throws IOException, InterruptedException {
    Instant started = Instant.now();
    long nanos = System.nanoTime();
    reading.opener().compare(contents);
    PassReport report = reading.pass(Scope.ALL);
    if (report == null) {
      return null;
    }
    try (Trees trees = reading.opener().openAgain()) {
      SecondLook look = reading.opener().newSecondLook(trees);
      for (Change change : found.values()) {
        if (aborted) {
          return null;
        }
        look(look, change);
      }
    }
    return new VerifyReport(
        mirror.name(),
        started,
        contents,
        report.unchanged() + equal.sum(),
        different.sum(),
        silent.sum(),
        failures.sum(),
        Duration.ofNanos(System.nanoTime() - nanos),
        null);
  }

  /** Holds what the pass has found for the second look. */
  private void take(PendingChange pending) {
    Change change = pending.change();
    if (change.action() == Action.DELETE && mirror.options().safety().noDelete()) {
      // It is meant to stay.
    } else if (held.get() < MOST_HELD) {
      hold(change);
    } else {
      look(reading.opener().newSecondLook(pass.trees()), change);
    }
    ChangeSink.DIRECT.accept(pending);
  }

  private void hold(Change change) {
    if (found.put(change.path(), change) == null) {
      held.incrementAndGet();
    }
  }

  private void look(SecondLook look, Change change) {
    try {
      Difference difference = look.at(change);
      if (difference != null) {
        tell(difference);
      } else if (!change.concernsDirectoryOnly()) {
        equal.increment();
      }
    } catch (AbortedException e) {
      // Then nothing is reported.
    } catch (IOException e) {
      fail(new Problem(change.path(), "compare", e));
    }
  }

  private void tell(Difference difference) {
    different.increment();
    if (difference.isSilent()) {
      silent.increment();
    }
    if (difference.isRemoval()) {
      removals = true;
    }
    if (directories.size() <= MOST_DIRECTORIES) {
      directories.add(Tree.parentOf(difference.path()));
    }
    mirror.listeners().tell(listener -> listener.differs(mirror.name(), difference));
  }

  private void fail(Problem problem) {
    if (failed.add(problem.path())) {
      failures.increment();
    }
    mirror.listeners().tell(listener -> listener.notVerified(mirror.name(), problem));
  }

  /**
   * Only a pass over the whole trees may delete: before it, the number of entries to keep is not
   * known.
   */
  private PassReport repair() throws IOException, InterruptedException {
    boolean all = removals || directories.size() > MOST_DIRECTORIES;
    mirror.opener().compare(Contents.ALL);
    try {
      return mirror.pass(all ? Scope.ALL : Scope.alone(directories));
    } finally {
      mirror.opener().compare(null);
    }
  }

  /** Ends the verification soon, and a repair as well. */
  public void abort() {
    aborted = true;
    reading.abort();
  }

  @Override
  public void close() {
    reading.close();
  }

  /** Hears what the pass of the dry mirror does not report as a change. */
  private final class Reading implements PassListener {

    @Override
    public void passBegan(PassProgress began) {
      pass = (Pass) began;
    }

    @Override
    public void keptClosed(PassProgress during, Path path) {
      hold(new Change(Action.ATTRIBUTES, path, null, null));
    }

    @Override
    public void problem(PassProgress during, Problem problem) {
      fail(problem);
    }

    @Override
    public void notKept(String name, String line) {
      mirror.listeners().tell(listener -> listener.notKept(name, line));
    }
  }
}
