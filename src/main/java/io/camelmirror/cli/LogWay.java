package io.camelmirror.cli;

import io.camelmirror.tree.ForeignLinkException;
import io.camelmirror.tree.PathPlace;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Way;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/**
 * The way to the log file. Links, files and FIFOs of anyone but root and this user are refused:
 * they would choose what this user writes to.
 */
final class LogWay {

  /** As in Linux. */
  private static final int MOST_LINKS = 40;

  /** The kernel itself leads its links there, such as those of open files. */
  private static final Path PROC = Path.of("/proc");

  // The type bits of st_mode, POSIX <sys/stat.h> with the values that all Unixes use.
  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int REGULAR_FILE = 0100000;

  private LogWay() {}

  /** What stands at the end of the way. */
  enum End {
    NOTHING,
    FILE,
    FIFO,
    DEVICE
  }

  /**
   * Resolves a path whose last names may be missing.
   *
   * @return an absolute path without links
   * @throws FileSystemException if a link on the way belongs to another user, with a reason for the
   *     user
   */
  static Path resolve(Path file) throws IOException {
    Path path = file.toAbsolutePath();
    for (int links = 0; links <= MOST_LINKS && path.getParent() != null; links++) {
      path = folder(path.getParent()).resolve(path.getFileName());
      if (!Files.isSymbolicLink(path) || path.startsWith(PROC)) {
        return path;
      }
      requireOwnLink(path);
      path = path.getParent().resolve(Files.readSymbolicLink(path));
    }
    throw new FileSystemException(path.toString(), null, "too many links");
  }

  private static Path folder(Path folder) throws IOException {
    try (Way<PathPlace> way = Way.walk(PathPlace.START, folder)) {
      return way.real();
    } catch (NotDirectoryException | AccessDeniedException e) {
      // The caller says what is wrong with it.
      return folder;
    }
  }

  /**
   * Returns what stands at a resolved path.
   *
   * @throws FileSystemException if the log must not be written there, with a reason for the user
   */
  static End end(Path file) throws IOException {
    boolean proc = file.startsWith(PROC);
    LinkOption[] options = proc ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
    if (!Files.exists(file, options)) {
      return End.NOTHING;
    }
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Files.isRegularFile(file, options) ? End.FILE : End.DEVICE;
    }
    Map<String, Object> attributes = Files.readAttributes(file, "unix:mode,uid,nlink", options);
    End end = end(file, (int) attributes.get("mode") & TYPE);
    int owner = (int) attributes.get("uid");
    if (!Privileges.CURRENT.trusts(owner)) {
      throw new FileSystemException(
          file.toString(), null, "a file of another user, number " + owner);
    }
    if (end == End.FILE
        && (int) attributes.get("nlink") > 1
        && !proc
        && othersMayWrite(file.toAbsolutePath().getParent())) {
      throw new FileSystemException(
          file.toString(), null, "a file with several names in a folder that others may write to");
    }
    return proc && end == End.FILE ? End.DEVICE : end;
  }

  private static End end(Path file, int type) throws IOException {
    return switch (type) {
      case REGULAR_FILE -> End.FILE;
      case FIFO -> End.FIFO;
      case CHARACTER_DEVICE -> End.DEVICE;
      default ->
          throw new FileSystemException(
              file.toString(), null, "neither a file nor a FIFO nor a character device");
    };
  }

  private static void requireOwnLink(Path link) throws IOException {
    if (link.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      int owner = (int) Files.getAttribute(link, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      if (!Privileges.CURRENT.trusts(owner)) {
        throw new ForeignLinkException(link, owner);
      }
    }
  }

  private static boolean othersMayWrite(Path folder) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || !Privileges.CURRENT.trusts((int) Files.getAttribute(folder, "unix:uid"));
  }
}
