package io.camelmirror.tree.local;

import io.camelmirror.tree.AbortedException;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** An entry of a directory, held by its name; or an open file, whose content is held as well. */
final class NioEntry extends NioHandle implements OpenFile, WritableFile {

  /** Bytes copied between two looks at whether to abort: some milliseconds. */
  private static final long CHUNK = 16L << 20;

  private final FileChannel channel;

  /**
   * Makes a handle. RACE: an open file's attributes are those of what has its name now.
   *
   * @param channel null when no content is to be read or written
   */
  NioEntry(NioDirectory in, Path name, FileChannel channel) throws IOException {
    super(in.path().resolve(name), in.view(name), in.options());
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
    FileChannel source = ((NioEntry) from).channel;
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

  /** Does nothing for what has no content to wait for. */
  @Override
  public void sync() throws IOException {
    if (channel != null) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    close(channel);
  }
}
