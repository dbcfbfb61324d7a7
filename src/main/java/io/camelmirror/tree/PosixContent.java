package io.camelmirror.tree;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.Reads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file held by its descriptor. */
public final class PosixContent extends PosixHeld implements Content {

  PosixContent(int descriptor, Path directory, RawPath name, Look look) {
    super(descriptor, directory, name, look);
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    int read = Reads.read(descriptor(), into, offset);
    if (read < 0) {
      throw Errno.exception(read, path());
    }
    into.position(into.position() + read);
    return read;
  }
}
