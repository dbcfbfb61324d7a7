package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The two folders of a mirror, by their real paths: neither lies in the other, through links
 * either.
 *
 * @param source the folder that is only read
 * @param replica the folder that is made equal to it; it may not exist yet
 */
public record FolderPair(Path source, Path replica) {

  /**
   * Resolves and checks two folders.
   *
   * @throws UnusableFolderException when they cannot make a mirror; its message is for the user
   */
  public static FolderPair of(Path source, Path replica) throws UnusableFolderException {
    if (!Files.exists(source)) {
      throw new UnusableFolderException("the source " + show(source) + " does not exist");
    }
    requireDirectory("source", source);
    if (!Files.isReadable(source) || !Files.isExecutable(source)) {
      throw new UnusableFolderException("the source " + show(source) + " cannot be read");
    }
    Path realSource = real(source);
    Path realReplica = real(replica);
    requireApart(realSource, realReplica, source, replica);
    if (Files.exists(realReplica)) {
      requireDirectory("replica", realReplica);
      if (!isOwn(realReplica)) {
        requireWritable(realReplica, replica);
      }
    } else {
      requireWritable(existingParent(realReplica), replica);
    }
    return new FolderPair(realSource, realReplica);
  }

  // Those of a record are put together when they are first used, which every start would feel.
  @Override
  public boolean equals(Object other) {
    return other instanceof FolderPair that
        && source.equals(that.source)
        && replica.equals(that.replica);
  }

  @Override
  public int hashCode() {
    return 31 * source.hashCode() + replica.hashCode();
  }

  /** Tells whether a path lies in the source or the replica, or is one of them. */
  public boolean contains(Path path) throws UnusableFolderException {
    Path real = real(path);
    return real.startsWith(source) || real.startsWith(replica);
  }

  private static void requireApart(Path source, Path replica, Path givenSource, Path givenReplica)
      throws UnusableFolderException {
    if (source.equals(replica) || isSame(source, replica)) {
      throw new UnusableFolderException(
          "the source and the replica are the same folder: " + show(givenSource));
    }
    if (liesIn(replica, source)) {
      throw new UnusableFolderException(
          "the replica " + show(givenReplica) + " lies in the source " + show(givenSource));
    }
    if (liesIn(source, replica)) {
      throw new UnusableFolderException(
          "the source " + show(givenSource) + " lies in the replica " + show(givenReplica));
    }
  }

  /** By path, and by identity for what is mounted in two places. */
  private static boolean liesIn(Path inner, Path outer) throws UnusableFolderException {
    for (Path path = inner; path != null; path = path.getParent()) {
      if (path.equals(outer) || isSame(path, outer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(Path one, Path other) throws UnusableFolderException {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      throw new UnusableFolderException("cannot compare " + show(one) + " and " + show(other), e);
    }
  }

  /** The real path of what exists of it, and the rest as it is. */
  private static Path real(Path path) throws UnusableFolderException {
    Path absolute = path.toAbsolutePath();
    Path existing = existingParent(absolute);
    try {
      // Not normalized before: what ".." means after a link only the file system knows.
      return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    } catch (IOException e) {
      throw new UnusableFolderException(
          "the folder " + show(path) + " cannot be found: a link on the way leads nowhere", e);
    }
  }

  /** The path itself when something stands there, else the nearest folder above it that does. */
  private static Path existingParent(Path absolute) {
    Path path = absolute;
    while (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      path = path.getParent();
    }
    return path;
  }

  private static void requireDirectory(String role, Path path) throws UnusableFolderException {
    if (!Files.isDirectory(path)) {
      throw new UnusableFolderException("the " + role + " " + show(path) + " is not a folder");
    }
  }

  /**
   * Whether its permissions can be widened: it may have those of a source that is write-protected.
   */
  private static boolean isOwn(Path folder) {
    try {
      return Files.getAttribute(folder, "unix:uid").equals(Privileges.CURRENT.uid());
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static void requireWritable(Path folder, Path replica) throws UnusableFolderException {
    if (!Files.isDirectory(folder)) {
      throw new UnusableFolderException(
          "the replica "
              + show(replica)
              + " cannot be created: "
              + show(folder)
              + " is not a folder");
    }
    if (!Files.isWritable(folder) || !Files.isExecutable(folder)) {
      throw new UnusableFolderException(
          "the replica "
              + show(replica)
              + " cannot be written to; check the permissions of "
              + show(folder));
    }
  }

  private static String show(Path path) {
    return PathText.of(path);
  }
}
