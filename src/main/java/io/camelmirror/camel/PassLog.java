package io.camelmirror.camel;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Difference;
import io.camelmirror.diff.Fidelity;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Scope;
import io.camelmirror.diff.Skipped;
import io.camelmirror.diff.WalkFailedException;
import io.camelmirror.pass.MirrorOptions;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.Refusal;
import io.camelmirror.pass.VerifyReport;
import io.camelmirror.tree.Exclusion;
import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the passes of a mirror. For a named mirror, the loggers are children of {@code
 * io.camelmirror.pass} and {@code io.camelmirror.problem}, to distinguish several mirrors in one
 * process.
 */
final class PassLog implements PassListener {

  /** Follows a failure when a pass begins. */
  static final String AVAILABLE = "source and replica are available again";

  private final String name;
  private final Logger passes;
  private final Logger problems;
  private final ProblemLog problemLog;
  private final PassNews news;
  private final MirrorOptions options;
  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private volatile String failure;

  /** Null before the first verification. */
  private VerifyLog verifyLog;

  private volatile Scope scope = Scope.ALL;

  /**
   * Creates the log of a mirror.
   *
   * @param name null if the mirror has no name
   * @param which the problems to log, as for {@link ProblemLog}
   * @param unchanged the passes without changes to log, as for {@link PassNews}
   */
  PassLog(String name, MirrorOptions options, String which, String unchanged) {
    this.name = name;
    this.passes = logger("pass", name);
    this.problems = logger("problem", name);
    this.problemLog = new ProblemLog(problems, which);
    this.news = new PassNews(unchanged);
    this.options = options;
  }

  /**
   * Returns the logger for one kind of event.
   *
   * @param mirror null if the mirror has no name
   */
  static Logger logger(String kind, String mirror) {
    String end = mirror == null || mirror.isEmpty() ? "" : "." + mirror;
    return LoggerFactory.getLogger("io.camelmirror." + kind + end);
  }

  @Override
  public void passBegan(PassProgress pass) {
    scope = pass.scope();
    problemLog.passBegan();
    news.passBegan();
    if (failure != null) {
      failure = null;
      news.add();
      passes.info(AVAILABLE);
    }
  }

  @Override
  public void changed(PassProgress pass, Change change, Outcome outcome) {
    if (outcome.isApplied()) {
      news.add();
    }
    if (outcome.state() == Outcome.State.APPLIED_CHANGING) {
      passes.info(
          "copied while it was being written to, the next pass copies it again: {}",
          PathText.of(change.path()));
    }
  }

  @Override
  public void problem(PassProgress pass, Problem problem) {
    problemLog.add(problem);
  }

  @Override
  public void skipped(PassProgress pass, Path path, Kind kind, Skipped why) {
    switch (why) {
      case KIND -> {
        String line = kindSkipped(kind);
        if (line != null && said.add(line)) {
          problems.warn("{} (the first is {})", line, PathText.of(path));
        }
      }
      case OTHER_FILE_SYSTEM -> passes.debug("on another file system: {}", PathText.of(path));
      case BEING_WRITTEN ->
          passes.info("left for the next pass, it is being written to: {}", PathText.of(path));
      case PROTECTED, KEPT_CLOSED -> problemLog.add(path, why);
    }
  }

  /**
   * The message to log once; null if a failed attempt to create the entry has already logged one.
   */
  private String kindSkipped(Kind kind) {
    return switch (kind) {
      case SOCKET -> "sockets are skipped: they belong to the program that made them";
      case FIFO, BLOCK_DEVICE, CHARACTER_DEVICE -> specialSkipped(kind);
      case LINK, FILE, DIRECTORY ->
          options.fidelity().links() == Fidelity.Links.skip
              ? "symbolic links are skipped, as mirror.links says"
              : null;
    };
  }

  private String specialSkipped(Kind kind) {
    Fidelity fidelity = options.fidelity();
    if (kind.isDevice() && fidelity.noPrivileges()) {
      return "device nodes are skipped, as mirror.no-privileges says";
    }
    return fidelity.specials()
        ? null
        : "FIFOs and device nodes are skipped: mirror.specials is off";
  }

  @Override
  public boolean wantsExcluded() {
    return passes.isDebugEnabled();
  }

  @Override
  public void excluded(PassProgress pass, Path path, Kind kind, Exclusion by) {
    passes.debug("excluded by {}: {}", by, PathText.of(path));
  }

  @Override
  public void leftoverRemoved(PassProgress pass, Path path) {
    passes.info("removed a temporary file of an earlier run: {}", PathText.of(path));
  }

  @Override
  public void notKept(String mirror, String line) {
    problems.warn("{}", line);
  }

  @Override
  public void refused(PassProgress pass, Refusal refusal) {
    passes.error("{}", refusal.reason());
  }

  @Override
  public void passEnded(PassReport report) {
    String standing = problemLog.passEnded(scope);
    if (problemLog.hasNews()) {
      news.add();
    }
    if (news.isIn(report, scope)) {
      passes.info("{}{}", report, standing);
    } else {
      passes.debug("{}{}", report, standing);
    }
  }

  @Override
  public void reconciled(PassReport report) {
    passes.info(
        "reconciliation: {} deleted, {} failed in {} s{}",
        report.deleted(),
        report.failed(),
        String.format(Locale.ROOT, "%.1f", report.seconds()),
        problemLog.reconciled());
  }

  @Override
  public void passCancelled(PassProgress pass) {
    passes.info("pass {} was cancelled", pass.number());
  }

  @Override
  public void passFailed(String mirror, Exception cause) {
    if (cause instanceof CancellationException) {
      return;
    }
    String line = line(cause);
    // Report an outage once, however many passes it lasts.
    if (line.equals(failure)) {
      passes.debug("{}", line);
    } else {
      passes.error("{}", line);
      failure = line;
    }
    passes.debug("the pass failed", cause);
  }

  @Override
  public void differs(String mirror, Difference difference) {
    verifyLog().differs(mirror, difference);
  }

  @Override
  public void notVerified(String mirror, Problem problem) {
    verifyLog().notVerified(mirror, problem);
  }

  @Override
  public void verified(VerifyReport report) {
    verifyLog().verified(report);
  }

  @Override
  public void verifyFailed(String mirror, Exception cause) {
    verifyLog().verifyFailed(mirror, cause);
  }

  private synchronized VerifyLog verifyLog() {
    if (verifyLog == null) {
      verifyLog = new VerifyLog(name);
    }
    return verifyLog;
  }

  static String line(Exception cause) {
    if (cause instanceof GoneException) {
      return cause.getMessage();
    }
    // An IOException means that the pass could not start.
    String what =
        cause instanceof IOException
            ? "the pass could not start, nothing was deleted"
            : cause instanceof WalkFailedException
                ? "the pass stopped on an error, the next pass tries again"
                : "the pass failed";
    return what + ": " + FailureText.of(cause);
  }
}
