package io.camelmirror.camel;

import io.camelmirror.diff.Difference;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Scope;
import io.camelmirror.diff.Skipped;
import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.Refusal;
import io.camelmirror.pass.VerifyReport;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.PathText;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/** Picks from the events of a mirror what its owner wants to be told. */
final class Notifier implements PassListener {

  /** Of one kind of problem in one pass, and of corruption in one verification. */
  static final int MOST_OF_A_KIND = 10;

  private final String mirror;
  private final Notifications notifications;
  private final ProblemLog problems;
  private final AtomicInteger corrupt = new AtomicInteger();
  private volatile Scope scope = Scope.ALL;
  private volatile String failure;

  Notifier(String mirror, Notifications notifications) {
    this.mirror = mirror;
    this.notifications = notifications;
    this.problems =
        new ProblemLog(
            (begins, path, line) -> send(begins ? "problem" : "solved", path, line),
            false,
            MOST_OF_A_KIND);
  }

  private void send(String event, Path path, String line) {
    notifications.send(event, mirror, path == null ? null : PathText.of(path), line);
  }

  @Override
  public void passBegan(PassProgress pass) {
    scope = pass.scope();
    problems.passBegan();
    if (failure != null) {
      failure = null;
      send("back", null, PassLog.AVAILABLE);
    }
  }

  @Override
  public void passFailed(String name, Exception cause) {
    String line = PassLog.line(cause);
    if (!(cause instanceof CancellationException) && !line.equals(failure)) {
      failure = line;
      send(cause instanceof GoneException ? "gone" : "failed", null, line);
    }
  }

  @Override
  public void problem(PassProgress pass, Problem problem) {
    problems.add(problem);
  }

  @Override
  public void skipped(PassProgress pass, Path path, Kind kind, Skipped why) {
    problems.add(path, why);
  }

  @Override
  public void passEnded(PassReport report) {
    problems.passEnded(scope);
  }

  @Override
  public void reconciled(PassReport report) {
    problems.reconciled();
  }

  @Override
  public void refused(PassProgress pass, Refusal refusal) {
    send("refused", null, refusal.reason());
  }

  @Override
  public void differs(String name, Difference difference) {
    if (difference.isSilent() && corrupt.incrementAndGet() <= MOST_OF_A_KIND) {
      send("corruption", difference.path(), difference.toString());
    }
  }

  @Override
  public void verified(VerifyReport report) {
    int more = corrupt.getAndSet(0) - MOST_OF_A_KIND;
    if (more > 0) {
      String number = String.format(Locale.ROOT, "%,d", more);
      send("corruption", null, number + " more paths differ although size and time are equal");
    }
    if (!report.isEqual()) {
      send("differences", null, report.toString());
    }
  }

  @Override
  public void verifyFailed(String name, Exception cause) {
    corrupt.set(0);
    send("failed", null, "the verification failed: " + PassLog.line(cause));
  }
}
