package io.camelmirror.tree.local;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * A root where the calls of the C library cannot be made. RACE: directories are held by their
 * paths, so that one that is swapped for a link after it was looked at is followed.
 */
final class NioTree implements WritableTree {

  private final Path path;
  private final ReadOptions look;

  NioTree(Path path, ReadOptions look) throws IOException {
    this.path = path;
    this.look = look;
    require(path, NioDirectory.read(path, look));
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public boolean isInPlace() throws IOException {
    Entry now = NioDirectory.read(path, look);
    return now != null && now.isDirectory();
  }

  @Override
  public WritableDirectory open(Path relative) throws IOException {
    Path directory = path;
    for (Path name : relative) {
      directory = directory.resolve(name);
      if (!name.toString().isEmpty()) {
        require(directory, NioDirectory.read(directory, look));
      }
    }
    return new NioDirectory(path.resolve(relative), look);
  }

  @Override
  public WritableDirectory enter(Path relative) throws IOException {
    return open(relative);
  }

  @Override
  public Set<Capability> withoutCalls() {
    return EnumSet.of(
        Capability.LINK_TIMES,
        Capability.XATTRS,
        Capability.ACLS,
        Capability.SPARSE,
        Capability.FIFOS,
        Capability.DEVICES);
  }

  private static void require(Path path, Entry entry) throws IOException {
    if (entry == null) {
      throw new NoSuchFileException(path.toString());
    }
    if (!entry.isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
