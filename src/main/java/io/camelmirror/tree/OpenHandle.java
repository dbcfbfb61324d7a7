package io.camelmirror.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** An open file or directory. Calls act on the opened object, even after it was moved. */
public interface OpenHandle extends Closeable {

  /** The path at the time of opening, for messages. */
  Path path();

  /** Reads the entry of the opened object. */
  Entry self() throws IOException;

  /** Identifies the opened object. */
  default Entry.Inode inode() throws IOException {
    return self().inode();
  }

  @Override
  void close();
}
