package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A root that is not there: a replica that a dry run does not make. */
record MissingRoot(Path path) implements TreeRoot {

  @Override
  public boolean isInPlace() {
    return false;
  }

  @Override
  public Directory open(Path relative) throws IOException {
    throw new NoSuchFileException(path.toString());
  }

  @Override
  public Directory enter(Path relative) throws IOException {
    return open(relative);
  }

  @Override
  public Entry read(Path relative) {
    return null;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
