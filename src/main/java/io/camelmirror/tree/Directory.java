package io.camelmirror.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** An open directory of a tree. */
public interface Directory extends OpenHandle {

  /**
   * Lists its names in byte order, without "." and "..". A very large directory is listed in parts,
   * so that memory stays bounded.
   *
   * @param after the part starts after this name; null for the first part
   * @return the names of the part; see {@link NameList#isLast}
   * @throws IOException if the directory cannot be read to its end
   */
  NameList list(RawPath after) throws IOException;

  /** Returns true if the directory is empty. */
  default boolean isEmpty() throws IOException {
    return list(null).isEmpty();
  }

  /**
   * Counts its names and passes those of subdirectories to the consumer.
   *
   * @throws IOException if the directory cannot be read to its end
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

  /**
   * All names, part by part. The iterator throws UncheckedIOException if a part cannot be listed.
   */
  default Iterable<RawPath> names() {
    return () -> new Names(this);
  }

  /**
   * Reads the entry with this name.
   *
   * @return the entry, or null if there is no such entry
   * @throws IOException if the entry cannot be read
   */
  Entry read(RawPath name) throws IOException;

  /**
   * Reads the entries with this name in this directory and in another directory of the same kind of
   * tree.
   *
   * @return the entries, or {@link Entry.Pair#SAME_FILE} if one comparison finds them equal
   * @throws IOException if either entry cannot be read
   */
  default Entry.Pair read(RawPath name, Directory other) throws IOException {
    return new Entry.Pair(read(name), other.read(name));
  }

  /** Returns true if it has a default ACL, which new entries inherit. */
  default boolean hasDefaultAccessList() throws IOException {
    return self().extended().value(ExtendedAttributes.DEFAULT_ACCESS_LIST) != null;
  }

  /** Opens a file for reading. Fails on a symbolic link unless links are followed. */
  OpenFile open(RawPath name) throws IOException;

  /**
   * Opens the content of a file.
   *
   * @throws IOException if the entry is not a file, does not exist or cannot be read
   */
  default InputStream content(RawPath name) throws IOException {
    Path path = path().resolve(name.path());
    Entry entry = read(name);
    if (entry == null) {
      throw new NoSuchFileException(path.toString());
    }
    // Not only afterwards: on some systems, opening a FIFO waits for its writer.
    requireFile(entry, path);
    OpenFile file = open(name);
    try {
      requireFile(file.self(), path);
      return new ContentStream(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static void requireFile(Entry entry, Path path) throws IOException {
    if (entry.kind() != Kind.FILE) {
      throw new FileSystemException(
          path.toString(), null, "it is not a file but a " + entry.kind());
    }
  }

  /** Iterates over all names of a directory in order, part by part. */
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
