package io.camelmirror.tree.local;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** An entry of the replica by its path. */
class NioEntry implements WritableHandle {

  private final Path path;
  private final ReadOptions options;

  NioEntry(Path path, ReadOptions options) {
    this.path = path;
    this.options = options;
  }

  static NotSupportedException notSupported(Path path) {
    return new NotSupportedException(path.toString(), "Java has no call for it");
  }

  @Override
  public final Path path() {
    return path;
  }

  @Override
  public final Entry self() throws IOException {
    Entry entry = NioDirectory.read(path, options);
    if (entry == null) {
      throw new NoSuchFileException(path.toString());
    }
    return entry;
  }

  @Override
  public final void setMode(int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode);
  }

  @Override
  public final void setModified(FileTime time) throws IOException {
    if (Files.isSymbolicLink(path)) {
      throw notSupported(path);
    }
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(writable(time), null, null);
  }

  /**
   * Java's calls refuse a fraction of a second before 1970, and then write 1970 instead: it is cut
   * off.
   */
  private static FileTime writable(FileTime time) {
    Instant instant = time.toInstant();
    return instant.getEpochSecond() < 0 && instant.getNano() != 0
        ? FileTime.from(instant.truncatedTo(ChronoUnit.SECONDS))
        : time;
  }

  @Override
  public final void setOwner(int uid, int gid) throws IOException {
    try {
      if (uid != -1) {
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      }
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException e) {
      throw new NotSupportedException(path.toString(), e.getReason());
    }
  }

  @Override
  public final void setExtended(String attribute, byte[] value) throws IOException {
    if (value != null) {
      throw notSupported(path);
    }
  }

  @Override
  public final void sync() throws IOException {
    try (FileChannel file =
        FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      file.force(true);
    }
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
