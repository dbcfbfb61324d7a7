package io.camelmirror.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Something held open: calls are about it, wherever it has been moved since. */
public interface OpenHandle extends Closeable {

  /** Where it was when it was opened; for messages. */
  Path path();

  /** Reads its entry. */
  Entry self() throws IOException;

  @Override
  void close();
}
