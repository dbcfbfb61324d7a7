package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * The paths of a mirror's two folders, as the user gave them but absolute. They are resolved again
 * for each pass. When they were checked, neither folder lay inside the other, not even through
 * links or mounts.
 *
 * @param source the folder to read
 * @param replica the folder to update; it may not exist yet
 */
public record FolderPair(Path source, Path replica) {

  /**
   * Checks two folders.
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
    return awaitingSource(source, replica);
  }

  /**
   * Checks two folders of which the source may be missing. Check them again with {@link #of} when
   * it is there: only then can links and mounts be known.
   *
   * @throws UnusableFolderException if they cannot form a mirror; the message is for the user
   */
  public static FolderPair awaitingSource(Path source, Path replica)
      throws UnusableFolderException {
    FolderPair pair = new FolderPair(source.toAbsolutePath(), replica.toAbsolutePath());
    FolderPair real = pair.real();
    requireApart(real.source, real.replica, source, replica);
    if (Files.exists(real.replica)) {
      requireDirectory("replica", real.replica);
      if (!isOwn(real.replica)) {
        requireWritable(real.replica, replica);
      }
    } else {
      requireWritable(existingParent(real.replica), replica);
    }
    return pair;
  }

  /**
   * Returns the pair with the paths to which these lead now, without links.
   *
   * @throws UnusableFolderException if another user's link is on the way, or a link leads nowhere
   */
  public FolderPair real() throws UnusableFolderException {
    return new FolderPair(real("source", source), real("replica", replica));
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

  /**
   * Returns true if a path is the source or the replica, or lies inside either, also through
   * mounts.
   *
   * @param role what the path is, for messages
   */
  public boolean contains(String role, Path path) throws UnusableFolderException {
    Path found = real(role, path);
    FolderPair real = real();
    MountTable mounts = MountTable.read();
    return found.startsWith(real.source)
        || found.startsWith(real.replica)
        || mounts.shows(real.source, found)
        || mounts.shows(real.replica, found);
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
    Path meeting = MountTable.read().meeting(source, replica);
    if (meeting != null) {
      throw new UnusableFolderException(
          "the source "
              + show(givenSource)
              + " and the replica "
              + show(givenReplica)
              + " share files through the mount at "
              + show(meeting));
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

  private static Path real(String role, Path path) throws UnusableFolderException {
    try (Way<PathPlace> way = Way.walk(PathPlace.START, path)) {
      return way.real();
    } catch (NotDirectoryException | AccessDeniedException e) {
      // The caller says what is wrong with it.
      return path.toAbsolutePath();
    } catch (IOException e) {
      throw new UnusableFolderException(
          "the " + role + " " + show(path) + " cannot be used: " + FailureText.of(e), e);
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
