package io.camelmirror.diff;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Writes down what a walk tells, in its order, one line each: {@code CREATE a}, {@code orphan
 * DELETE b}, {@code unchanged}, {@code restore .}. It changes nothing, and says of every change
 * that it was made.
 */
final class WalkRecord implements MarchListener {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final List<Problem> problems = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Runnable> hooks = new HashMap<>();
  private BiConsumer<Change, ChangeCompletion> dealing =
      (change, done) -> done.done(Outcome.APPLIED);

  /** Runs something right after a line was written, on the thread that told it. */
  WalkRecord after(String line, Runnable hook) {
    hooks.put(line, hook);
    return this;
  }

  WalkRecord dealing(BiConsumer<Change, ChangeCompletion> dealing) {
    this.dealing = dealing;
    return this;
  }

  /** Says of the changes of one path that they failed. */
  WalkRecord failing(String path) {
    return dealing(
        (change, done) ->
            done.done(
                change.path().equals(Path.of(path))
                    ? Outcome.failed(new IOException("for a test"))
                    : Outcome.APPLIED));
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  void clear() {
    lines.clear();
  }

  void write(String line) {
    lines.add(line);
    hooks.getOrDefault(line, () -> {}).run();
  }

  @Override
  public void change(Change change, ChangeCompletion done) {
    write(change.action() + " " + PathText.of(change.path()));
    dealing.accept(change, done);
  }

  @Override
  public void problem(Problem problem) {
    problems.add(problem);
    write("problem " + PathText.of(problem.path()));
  }

  @Override
  public void grantOwnerAccess(Path path) {
    write("grant " + PathText.of(path));
  }

  @Override
  public boolean restrict(Path path, Entry source, Entry.Inode directory) {
    write("restrict " + PathText.of(path));
    return true;
  }

  @Override
  public void keptClosed(Path path, Entry source, Entry.Inode directory) {
    write("kept closed " + PathText.of(path));
  }

  @Override
  public void restoreAttributes(Path path, Entry source, Entry.Inode directory) {
    write("restore " + PathText.of(path));
  }

  @Override
  public void orphan(Change change) {
    write("orphan " + change.action() + " " + PathText.of(change.path()));
  }

  @Override
  public void leftover(Path path, Entry.Inode directory) {
    write("leftover " + PathText.of(path));
  }

  @Override
  public void unchanged() {
    write("unchanged");
  }

  @Override
  public void skipped(Path path, Entry source, Skipped why) {
    write("skipped " + PathText.of(path) + (why == Skipped.KIND ? "" : " " + why));
  }

  @Override
  public void seen(int inSource, int inReplica) {
    // What a march lists is known by what it tells.
  }

  @Override
  public void notKept(Capability what, Capabilities capabilities) {
    write("not kept " + what);
  }

  @Override
  public void notKeptEverywhere(Capability what, Throwable cause) {
    write("not kept everywhere " + what);
  }
}
