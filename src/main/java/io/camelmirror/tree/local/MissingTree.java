package io.camelmirror.tree.local;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** A replica that does not exist: a dry run does not create it. */
record MissingTree(Path path) implements WritableTree {

  @Override
  public boolean isInPlace() {
    return false;
  }

  @Override
  public WritableDirectory open(Path relative) throws IOException {
    throw new NoSuchFileException(path.toString());
  }

  @Override
  public WritableDirectory enter(Path relative) throws IOException {
    return open(relative);
  }

  @Override
  public Entry read(Path relative) {
    return null;
  }

  @Override
  public Set<Capability> withoutCalls() {
    return Set.of();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
