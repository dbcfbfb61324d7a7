package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Difference;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Problem;
import io.camelmirror.diff.Skipped;
import io.camelmirror.tree.Exclusion;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.PathText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All that a mirror's listeners have heard, over all passes. */
public final class PassRecord implements PassListener {

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final List<String> changes = Collections.synchronizedList(new ArrayList<>());
  private final List<Problem> problems = Collections.synchronizedList(new ArrayList<>());
  private final List<String> skipped = Collections.synchronizedList(new ArrayList<>());
  private final List<String> excluded = Collections.synchronizedList(new ArrayList<>());
  private final List<String> notKept = Collections.synchronizedList(new ArrayList<>());
  private final List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<String> differences = Collections.synchronizedList(new ArrayList<>());
  private final List<String> notVerified = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void passBegan(PassProgress pass) {
    events.add("began " + pass.mirror() + " " + pass.number());
  }

  @Override
  public void changed(PassProgress pass, Change change, Outcome outcome) {
    changes.add(change.action() + " " + PathText.of(change.path()));
  }

  @Override
  public void problem(PassProgress pass, Problem problem) {
    problems.add(problem);
  }

  @Override
  public void skipped(PassProgress pass, Path path, Kind kind, Skipped why) {
    skipped.add(PathText.of(path) + " " + kind + " " + why);
  }

  @Override
  public boolean wantsExcluded() {
    return true;
  }

  @Override
  public void excluded(PassProgress pass, Path path, Kind kind, Exclusion by) {
    excluded.add(PathText.of(path) + " by " + by);
  }

  @Override
  public void leftoverRemoved(PassProgress pass, Path path) {
    changes.add("leftover " + PathText.of(path));
  }

  @Override
  public void notKept(String mirror, String line) {
    notKept.add(line);
  }

  @Override
  public void refused(PassProgress pass, Refusal refusal) {
    events.add("refused " + refusal.guard() + " " + refusal.orphans());
  }

  @Override
  public void passEnded(PassReport report) {
    events.add("ended " + report.mirror() + " " + report.pass());
  }

  @Override
  public void reconciled(PassReport report) {
    events.add("reconciled " + report.mirror() + " " + report.deleted());
  }

  @Override
  public void passCancelled(PassProgress pass) {
    events.add("cancelled " + pass.mirror() + " " + pass.number());
  }

  @Override
  public void passFailed(String mirror, Exception cause) {
    events.add("failed " + mirror);
    failures.add(cause);
  }

  @Override
  public void differs(String mirror, Difference difference) {
    differences.add(difference.toString());
  }

  @Override
  public void notVerified(String mirror, Problem problem) {
    notVerified.add(problem.toString());
  }

  @Override
  public void verifyFailed(String mirror, Exception cause) {
    events.add("verify failed " + mirror);
  }

  /** What a verification has found, one line each. */
  public List<String> differences() {
    return List.copyOf(differences);
  }

  /** What a verification could not compare, one line each. */
  public List<String> notVerified() {
    return List.copyOf(notVerified);
  }

  /** Beginnings, ends and refusals, one line each: {@code began photos 1}. */
  public List<String> events() {
    return List.copyOf(events);
  }

  /** One line each: {@code UPDATE a}, {@code leftover b}. */
  public List<String> changes() {
    return List.copyOf(changes);
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** One line each: {@code p FIFO KIND}. */
  public List<String> skipped() {
    return List.copyOf(skipped);
  }

  /** One line each: {@code a.o by .mirrorignore:3 '*.o'}. */
  public List<String> excluded() {
    return List.copyOf(excluded);
  }

  /** The attributes that cannot be kept, one line each. */
  public List<String> notKept() {
    return List.copyOf(notKept);
  }

  public List<Exception> failures() {
    return List.copyOf(failures);
  }

  /** Forgets everything. */
  public void clear() {
    for (List<?> list :
        List.of(
            events,
            changes,
            problems,
            skipped,
            excluded,
            notKept,
            failures,
            differences,
            notVerified)) {
      list.clear();
    }
  }
}
