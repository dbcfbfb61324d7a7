package io.camelmirror.tree;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.Reads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file held by its descriptor. */
public final class PosixContent implements Content {

  private final int descriptor;
  private final Path path;

  PosixContent(int descriptor, Path path) {
    this.descriptor = descriptor;
    this.path = path;
  }

  /** The descriptor; it is valid until this is closed. */
  public int descriptor() {
    return descriptor;
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    int read = Reads.read(descriptor, into, offset);
    if (read < 0) {
      throw Errno.exception(read, path);
    }
    into.position(into.position() + read);
    return read;
  }

  @Override
  public void close() {
    Reads.close(descriptor);
  }
}
