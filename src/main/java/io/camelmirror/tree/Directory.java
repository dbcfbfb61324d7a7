package io.camelmirror.tree;

import java.io.IOException;
import java.util.function.Consumer;

/** One directory of a tree, held open. */
public interface Directory extends Held {

  /**
   * Lists its names in the order of their bytes, without "." and "..".
   *
   * @throws IOException when it could not be read to its end
   */
  NameList list() throws IOException;

  /**
   * Counts its names, and tells which of them are directories' own.
   *
   * @throws IOException when it could not be read to its end
   */
  default int count(Consumer<RawPath> directories) throws IOException {
    NameList names = list();
    for (RawPath name : names) {
      Entry entry = read(name);
      if (entry != null && entry.isDirectory()) {
        directories.accept(name);
      }
    }
    return names.size();
  }

  /**
   * Reads the entry of one name in it.
   *
   * @return the entry, or null when nothing stands there
   * @throws IOException when it cannot be told what stands there
   */
  Entry read(RawPath name) throws IOException;

  /**
   * Reads the entries of one name in it and in another directory.
   *
   * @return the entries, or {@link EntryPair#SAME_FILE} where that can be told at once
   * @throws IOException when it cannot be told what stands in one of them
   */
  default EntryPair read(RawPath name, Directory other) throws IOException {
    return new EntryPair(read(name), other.read(name));
  }

  /** Whether a symbolic link in it is taken for what it leads to. */
  boolean followsLinks();

  /**
   * Whose files are that this process makes in it. They are all the same one's, as long as nobody
   * changes the directory itself. RACE: who does makes one that is not; the next pass sees it.
   *
   * @param made a file that was just made in it
   */
  default Owner ownerOf(Held made) throws IOException {
    return Owner.of(made.self());
  }

  /** Opens a file in it for reading; not a link, unless links are followed. */
  Content open(RawPath name) throws IOException;
}
