package io.camelmirror.cli;

import io.camelmirror.diff.Scope;
import io.camelmirror.pass.PassProgress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The counters of a pass that a test makes up. */
final class Counters implements PassProgress {

  private long checked;
  private long found;
  private long done;
  private long bytesFound;
  private long bytesDone;
  private List<Path> paths = List.of();

  Counters checked(long files) {
    checked = files;
    return this;
  }

  Counters found(long changes, long bytes) {
    found = changes;
    bytesFound = bytes;
    return this;
  }

  Counters done(long changes, long bytes) {
    done = changes;
    bytesDone = bytes;
    return this;
  }

  void path(String path) {
    paths = List.of(Path.of(path));
  }

  @Override
  public String mirror() {
    return "photos";
  }

  @Override
  public long number() {
    return 1;
  }

  @Override
  public Scope scope() {
    return Scope.ALL;
  }

  @Override
  public Instant started() {
    return Instant.EPOCH;
  }

  @Override
  public boolean isDryRun() {
    return false;
  }

  /** Directories included. */
  @Override
  public long seen() {
    return 2 * checked;
  }

  @Override
  public long checked() {
    return checked;
  }

  @Override
  public long found() {
    return found;
  }

  @Override
  public long done() {
    return done;
  }

  @Override
  public long bytesFound() {
    return bytesFound;
  }

  @Override
  public long bytesDone() {
    return bytesDone;
  }

  @Override
  public long activity() {
    return done;
  }

  @Override
  public List<Path> currentPaths() {
    return paths;
  }
}
