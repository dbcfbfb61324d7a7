package io.camelmirror.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** One directory of a tree, held open: what is asked of it is about it, wherever it has gone. */
public interface Directory extends Closeable {

  /** Where it was when it was opened, for messages. */
  Path path();

  /**
   * Lists its names in the order of their bytes, without "." and "..".
   *
   * @throws IOException when it could not be read to its end
   */
  RawPath[] list() throws IOException;

  /**
   * Reads the entry of one name in it.
   *
   * @return the entry, or null when nothing stands there
   * @throws IOException when it cannot be told what stands there
   */
  Entry read(RawPath name) throws IOException;

  /** Reads the entry of the directory itself. */
  Entry self() throws IOException;

  /** Whether a symbolic link in it is taken for what it leads to. */
  boolean followsLinks();

  /** Opens a file in it for reading; not a link, unless links are followed. */
  Content open(RawPath name) throws IOException;

  @Override
  void close();
}
