package io.camelmirror.tree;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file open for reading. */
public interface OpenFile extends OpenHandle {

  /**
   * Reads some of its content.
   *
   * @param into a direct buffer, filled from its position on
   * @param offset where to begin, in bytes
   * @return the number of bytes read; 0 or less at the end
   */
  int read(ByteBuffer into, long offset) throws IOException;
}
