package io.camelmirror.tree.local;

import io.camelmirror.posix.Posix;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.PathPlace;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * The path of a root as the user gave it. It is resolved again for each pass, so that a link that
 * was switched is followed and a disk that was mounted again is found. If another user could have
 * changed the way, only the folder that was seen before is accepted.
 */
final class RootPath {

  /** Subject to the umask. */
  private static final int PARENT_MODE = 0777;

  private final String role;
  private final Path path;
  private Entry.Inode seen;
  private Path changeable;

  /**
   * Creates the path of a root that has not been seen.
   *
   * @param role {@code source}, {@code replica} or {@code trash}, for messages
   */
  RootPath(String role, Path path) {
    this.role = role;
    this.path = path.toAbsolutePath();
  }

  Path path() {
    return path;
  }

  /**
   * Walks to the root with descriptors.
   *
   * @return the way; its end is the root
   * @throws NoSuchFileException if the root does not exist
   * @throws GoneException if another user could have put another folder there
   */
  Way<DescriptorPlace> follow() throws IOException {
    return admitted(Way.walk(DescriptorPlace.startFor(path), path));
  }

  /** Walks to the root with paths, where there are no native calls; see {@link #follow}. */
  Way<PathPlace> followByPath() throws IOException {
    return admitted(Way.walk(PathPlace.START, path));
  }

  private <P extends Way.Place<P>> Way<P> admitted(Way<P> way) throws IOException {
    try {
      if (!way.missing().isEmpty()) {
        throw new NoSuchFileException(path.toString());
      }
      admit(way.end().inode(), way.changeable());
      return way;
    } catch (IOException e) {
      way.close();
      throw e;
    }
  }

  /** Remembers for good that others could change the way: later it may only look as if not. */
  private synchronized void admit(Entry.Inode found, Path changeableNow) throws GoneException {
    if (changeable == null) {
      changeable = changeableNow;
    }
    if (changeable != null && seen != null && !seen.equals(found)) {
      throw new GoneException(
          role,
          path,
          "another folder is in its place, and other users can change "
              + PathText.of(changeable)
              + "; if it is the right one, restart the mirror");
    }
    seen = found;
  }

  /**
   * Creates the folder and its parents as far as they are missing.
   *
   * @param mode the permissions of the folder itself, subject to the umask
   */
  void create(LocalSite.Calls calls, int mode) throws IOException {
    if (calls == LocalSite.Calls.POSIX && Posix.isAvailable()) {
      try (Way<DescriptorPlace> way = Way.walk(DescriptorPlace.startFor(path), path)) {
        create(way, mode);
      }
    } else {
      try (Way<PathPlace> way = Way.walk(PathPlace.START, path)) {
        if (!way.missing().isEmpty()) {
          Files.createDirectories(way.real());
        }
      }
    }
  }

  private static void create(Way<DescriptorPlace> way, int mode) throws IOException {
    DescriptorPlace at = way.end();
    Iterator<RawPath> missing = way.missing().iterator();
    while (missing.hasNext()) {
      RawPath name = missing.next();
      DescriptorPlace made;
      try {
        made = at.make(name, missing.hasNext() ? PARENT_MODE : mode);
      } finally {
        at.close();
      }
      at = made;
    }
    at.close();
  }

  /** The real path now; the path itself if it cannot be resolved. */
  Path real() {
    try (Way<PathPlace> way = Way.walk(PathPlace.START, path)) {
      return way.real();
    } catch (IOException e) {
      return path;
    }
  }
}
