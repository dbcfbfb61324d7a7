package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.Reads;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file opened for reading by descriptor. */
final class PosixFile extends PosixHandle implements OpenFile {

  PosixFile(int descriptor, Path directory, RawPath name, ReadOptions options) {
    super(descriptor, directory, name, options);
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
