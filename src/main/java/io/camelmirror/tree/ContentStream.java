package io.camelmirror.tree;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The content of an open file as a stream. Closing the stream closes the file; a stream that nobody
 * closes is closed once it is no longer used.
 */
final class ContentStream extends InputStream {

  private static final int BUFFER = 1 << 16;

  private static final Cleaner UNUSED = Cleaner.create();

  /** Reads need a direct buffer. */
  private static final ThreadLocal<ByteBuffer> BUFFERS =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER));

  private final OpenFile file;
  private final Cleaner.Cleanable closing;
  private long offset;
  private boolean closed;

  ContentStream(OpenFile file) {
    this.file = file;
    closing = UNUSED.register(this, file::close);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    if (closed) {
      throw new IOException("the file is closed: " + file.path());
    }
    if (length == 0) {
      return 0;
    }
    try {
      ByteBuffer buffer = BUFFERS.get().clear().limit(Math.min(length, BUFFER));
      int read = file.read(buffer, offset);
      if (read <= 0) {
        return -1;
      }
      offset += read;
      buffer.flip().get(bytes, from, read);
      return read;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    closing.clean();
  }
}
