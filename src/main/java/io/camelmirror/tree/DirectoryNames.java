package io.camelmirror.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Goes through all names of a directory in their order, part after part. */
final class DirectoryNames implements Iterator<RawPath> {

  private final Directory directory;
  private NameList part;
  private int next;

  DirectoryNames(Directory directory) {
    this.directory = directory;
    part = list(null);
  }

  @Override
  public boolean hasNext() {
    if (next == part.size() && !part.isLast()) {
      part = list(part.get(part.size() - 1));
      next = 0;
    }
    return next < part.size();
  }

  @Override
  public RawPath next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return part.get(next++);
  }

  private NameList list(RawPath after) {
    try {
      return directory.list(after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
