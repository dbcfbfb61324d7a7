package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The real paths of a mirror's two folders. Neither folder lies inside the other, not even through
 * links.
 *
 * @param source the folder to read
 * @param replica the folder to update; it may not exist yet
 */
public record FolderPair(Path source, Path replica) {

  /**
   * Resolves and checks two folders.
   *
   * @throws UnusableFolderException if they cannot form a mirror; the message is for the user
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

  // A record links its generated methods on first use, which would slow down every start.
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

  /** Returns true if a path is the source or the replica, or lies inside either. */
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

  /** Compares paths, and file identity for folders mounted in two places. */
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

  /** Resolves the existing part of the path and appends the rest unchanged. */
  private static Path real(Path path) throws UnusableFolderException {
    Path absolute = path.toAbsolutePath();
    Path existing = existingParent(absolute);
    try {
      // Do not normalize earlier: only the file system knows what ".." means after a link.
      return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    } catch (IOException e) {
      throw new UnusableFolderException(
          "the folder " + show(path) + " cannot be found: a link on the way leads nowhere", e);
    }
  }

  /** The path itself if it exists, otherwise its nearest existing parent. */
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
   * Returns true if this user owns the folder and may widen its permissions. A replica of a
   * write-protected source is write-protected too.
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
