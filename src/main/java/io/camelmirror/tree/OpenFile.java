package io.camelmirror.tree;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file open for reading. */
public interface OpenFile extends OpenHandle {

  /**
   * Reads part of the content.
   *
   * @param into a direct buffer, filled from its position
   * @param offset where to start in the file, in bytes
   * @return the number of bytes read; 0 or less at the end of the file
   */
  int read(ByteBuffer into, long offset) throws IOException;
}
