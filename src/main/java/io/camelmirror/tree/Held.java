package io.camelmirror.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Something held open: what is asked of it is about it, wherever it has gone. */
public interface Held extends Closeable {

  /** Where it was when it was opened, for messages. */
  Path path();

  /** Reads its entry. */
  Entry self() throws IOException;

  @Override
  void close();
}
