package io.camelmirror.tree.local;

import io.camelmirror.tree.AbortedException;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.Pace;
import io.camelmirror.tree.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A named entry of a directory, or an open file with its content. */
final class NioEntry extends NioHandle implements OpenFile, WritableFile {

  private final FileChannel channel;

  /**
   * Opens an entry. RACE: attributes apply to whatever has the name now, even for an open file.
   *
   * @param channel null unless content is read or written
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
  public long copyFrom(OpenFile from, long size, long device, boolean sparse, Pace pace)
      throws IOException {
    FileChannel source = ((NioEntry) from).channel;
    long copied = 0;
    while (copied < size) {
      long count = source.transferTo(copied, Math.min(size - copied, pace.stretch()), channel);
      if (count <= 0) {
        break;
      }
      copied += count;
      if (!pace.copied(count) && copied < size) {
        throw new AbortedException();
      }
    }
    return copied;
  }

  /** Does nothing for an entry without open content. */
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
