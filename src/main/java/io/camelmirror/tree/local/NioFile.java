package io.camelmirror.tree.local;

import io.camelmirror.tree.AbortedException;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** An open file; its attributes are read and written by its path. */
final class NioFile extends NioEntry implements OpenFile, WritableFile {

  /** Bytes copied between two looks at whether to abort: some milliseconds. */
  private static final long CHUNK = 16L << 20;

  private final FileChannel channel;

  NioFile(FileChannel channel, Path path, ReadOptions options) {
    super(path, options);
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    return channel.read(into, offset);
  }

  @Override
  public long copyFrom(
      OpenFile from, long size, long device, boolean sparse, BooleanSupplier aborted)
      throws IOException {
    FileChannel source = ((NioFile) from).channel;
    long copied = 0;
    while (copied < size) {
      long count = source.transferTo(copied, Math.min(size - copied, CHUNK), channel);
      if (count <= 0) {
        break;
      }
      copied += count;
      if (copied >= CHUNK && aborted.getAsBoolean()) {
        throw new AbortedException();
      }
    }
    return copied;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
