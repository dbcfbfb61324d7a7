package io.camelmirror.pass;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeCompletion;
import io.camelmirror.diff.ChangeListener;
import io.camelmirror.diff.Outcome;
import io.camelmirror.diff.Problem;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Exclusion;
import io.camelmirror.tree.FailureText;
import java.io.IOException;
import java.nio.file.Path;

/** Sends the changes of a walk to a sink and handles the walk's other requests. */
class Sending implements ChangeListener {

  private final Pass pass;
  private final ChangeSink sink;

  Sending(Pass pass, ChangeSink sink) {
    this.pass = pass;
    this.sink = sink;
  }

  @Override
  public void change(Change change, ChangeCompletion completion) {
    PendingChange pending = new PendingChange(pass, change, completion);
    pass.found(change);
    try {
      sink.accept(pending);
    } catch (RuntimeException | Error e) {
      pending.complete(Outcome.failed(e));
      if (e instanceof Error error) {
        throw error;
      }
    }
  }

  @Override
  public void problem(Problem problem) {
    pass.problem(problem);
  }

  @Override
  public final boolean wantsExcluded() {
    return pass.listeners().wantExcluded();
  }

  @Override
  public void excluded(Path path, Entry entry, Exclusion by) {
    pass.listeners().tell(listener -> listener.excluded(pass, path, entry.kind(), by));
  }

  @Override
  public final void grantOwnerAccess(Path path) {
    try {
      if (!pass.isDryRun()) {
        pass.applier().directories().grantOwnerAccess(path);
      }
    } catch (IOException e) {
      problem(new Problem(path, "widen the permissions of", e));
    }
  }

  @Override
  public final boolean restrict(Path path, Entry source, Entry.Inode directory) {
    try {
      if (!pass.isDryRun()) {
        pass.applier().directories().restrict(path, source, directory);
      }
      return true;
    } catch (IOException e) {
      if (FailureText.isReadOnly(e)) {
        // Then nothing can be written to it either, and that is reported path by path.
        return true;
      }
      problem(new Problem(path, "restrict the permissions of", e));
      return false;
    }
  }

  @Override
  public final void restoreAttributes(Path path, Entry source, Entry.Inode directory) {
    try {
      if (!pass.isDryRun()) {
        pass.applier().directories().restoreAttributes(path, source, directory);
      }
    } catch (IOException e) {
      problem(new Problem(path, "set the attributes of", e));
    }
  }
}
