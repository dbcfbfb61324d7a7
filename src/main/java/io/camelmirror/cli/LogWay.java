package io.camelmirror.cli;

import io.camelmirror.tree.Privileges;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * The way to the log file, followed name by name as the kernel does. Links, files and FIFOs of
 * anyone but root and this user are refused: they would choose what this user writes to.
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
    Path absolute = file.toAbsolutePath();
    Path way = absolute.getRoot();
    Deque<Path> rest = new ArrayDeque<>();
    absolute.forEach(rest::add);
    int links = 0;
    while (!rest.isEmpty()) {
      String name = rest.peek().toString();
      Path next = way.resolve(rest.pop());
      if (name.equals("..")) {
        way = way.getParent() == null ? way : way.getParent();
      } else if (!Files.isSymbolicLink(next) || way.startsWith(PROC)) {
        way = name.isEmpty() || name.equals(".") ? way : next;
      } else {
        requireOwn(next, "link");
        if (++links > MOST_LINKS) {
          throw new FileSystemException(next.toString(), null, "too many links");
        }
        Path target = Files.readSymbolicLink(next);
        way = target.isAbsolute() ? target.getRoot() : way;
        for (int i = target.getNameCount() - 1; i >= 0; i--) {
          rest.push(target.getName(i));
        }
      }
    }
    return way;
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
    requireOwn(file, (int) attributes.get("uid"), "file");
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

  private static void requireOwn(Path path, String kind) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      requireOwn(path, (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS), kind);
    }
  }

  private static void requireOwn(Path path, int owner, String kind) throws IOException {
    if (!isTrusted(owner)) {
      throw new FileSystemException(
          path.toString(), null, "a " + kind + " of another user, number " + owner);
    }
  }

  private static boolean othersMayWrite(Path folder) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    return permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || !isTrusted((int) Files.getAttribute(folder, "unix:uid"));
  }

  /** An unknown user, on other systems than Linux, trusts everyone. */
  private static boolean isTrusted(int owner) {
    int me = Privileges.CURRENT.uid();
    return owner == 0 || owner == me || me < 0;
  }
}
