package io.camelmirror.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An open file, looked at by its path. */
public final class NioContent implements Content {

  private final FileChannel channel;
  private final Path path;
  private final Look look;

  NioContent(FileChannel channel, Path path, Look look) {
    this.channel = channel;
    this.path = path;
    this.look = look;
  }

  public FileChannel channel() {
    return channel;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Entry self() throws IOException {
    Entry entry = NioDirectory.read(path, look);
    if (entry == null) {
      throw new NoSuchFileException(path.toString());
    }
    return entry;
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    return channel.read(into, offset);
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
