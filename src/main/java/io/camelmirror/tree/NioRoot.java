package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * A root where the calls of the C library cannot be made. RACE: directories are held by their
 * paths, so that one that is swapped for a link after it was looked at is followed.
 */
final class NioRoot implements TreeRoot {

  private final Path path;
  private final Look look;

  NioRoot(Path path, Look look) throws IOException {
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
  public Directory open(Path relative) throws IOException {
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
  public Directory enter(Path relative) throws IOException {
    return open(relative);
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
