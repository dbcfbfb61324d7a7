package io.camelmirror.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** A directory of a tree, held open. */
public interface Directory extends OpenHandle {

  /**
   * Lists its names in the order of their bytes, without "." and "..". A directory with very many
   * names is listed in parts, so that memory stays bounded.
   *
   * @param after the part begins behind this name; null for the first one
   * @return the names of the part; see {@link NameList#isLast}
   * @throws IOException when the directory could not be read to its end
   */
  NameList list(RawPath after) throws IOException;

  /** Whether it has no names. */
  default boolean isEmpty() throws IOException {
    return list(null).isEmpty();
  }

  /**
   * Counts its names, and tells which of them are directories.
   *
   * @throws IOException when the directory could not be read to its end
   */
  default long count(Consumer<RawPath> directories) throws IOException {
    long count = 0;
    for (RawPath name : names()) {
      Entry entry = read(name);
      if (entry != null && entry.isDirectory()) {
        directories.accept(name);
      }
      count++;
    }
    return count;
  }

  /** All names, part after part. A part that cannot be listed throws an UncheckedIOException. */
  default Iterable<RawPath> names() {
    return () -> new Names(this);
  }

  /**
   * Reads the entry of one name.
   *
   * @return the entry, or null when nothing stands there
   * @throws IOException when it cannot be told what stands there
   */
  Entry read(RawPath name) throws IOException;

  /**
   * Reads the entries of one name in this directory and in another one of the same kind of tree.
   *
   * @return the entries, or {@link Entry.Pair#SAME_FILE} where that can be told at once
   * @throws IOException when it cannot be told what stands in one of them
   */
  default Entry.Pair read(RawPath name, Directory other) throws IOException {
    return new Entry.Pair(read(name), other.read(name));
  }

  /** Opens a file for reading; not behind a link, unless links are followed. */
  OpenFile open(RawPath name) throws IOException;

  /** Goes through all names of a directory in their order, part after part. */
  final class Names implements Iterator<RawPath> {

    private final Directory directory;
    private NameList part;
    private int next;

    Names(Directory directory) {
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
}
