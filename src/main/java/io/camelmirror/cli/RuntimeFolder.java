package io.camelmirror.cli;

import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.PathPlace;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.Way;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The folders for the sockets of this user's mirrors. Only a folder that no other user can enter or
 * exchange is used.
 */
final class RuntimeFolder {

  private static final String NAME = "camel-mirror";
  private static final String ENDING = ".sock";
  private static final String SOCKETS = "[0-9]*-*" + ENDING;
  private static final int OTHERS = 0077;

  private RuntimeFolder() {}

  /**
   * The folders in which a mirror of this user may have its socket, the preferred one first. A
   * service has another environment than its user's shell, so all of them are searched.
   */
  private static Set<Path> candidates() {
    int user = Privileges.CURRENT.uid();
    Set<Path> folders = new LinkedHashSet<>();
    String given = System.getenv("XDG_RUNTIME_DIR");
    if (given != null && given.startsWith("/")) {
      folders.add(Path.of(given, NAME));
    }
    folders.add(Path.of("/run/user", Integer.toUnsignedString(user), NAME));
    folders.add(Path.of("/run", NAME));
    folders.add(Path.of("/tmp", NAME + "-" + Integer.toUnsignedString(user)));
    return folders;
  }

  /**
   * Returns a path for a socket of this process, in a folder that is created if necessary.
   *
   * @throws IOException if no folder can be used, with the reasons
   */
  static Path newSocket() throws IOException {
    // A process in another container may have the same number.
    String name =
        ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + ENDING;
    List<String> reasons = new ArrayList<>();
    for (Path folder : candidates()) {
      try {
        create(folder);
        requirePrivate(folder);
        return folder.resolve(name);
      } catch (IOException e) {
        reasons.add(FailureText.of(e));
      }
    }
    throw new IOException(String.join("; ", reasons));
  }

  private static void create(Path folder) throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      // It is checked in any case.
    }
  }

  private static void requirePrivate(Path folder) throws IOException {
    try (Way<PathPlace> way = Way.walk(PathPlace.START, folder)) {
      PathPlace end = way.end();
      if (!way.missing().isEmpty()
          || way.changeable() != null
          || end.owner() != Privileges.CURRENT.uid()
          || (end.mode() & OTHERS) != 0) {
        throw new IOException("other users have access to " + PathText.of(folder));
      }
    }
  }

  /**
   * Returns the sockets of this user's mirrors.
   *
   * @param reasons is given why a folder that exists cannot be used
   */
  static List<Path> sockets(List<String> reasons) {
    List<Path> sockets = new ArrayList<>();
    for (Path folder : candidates()) {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        try {
          requirePrivate(folder);
          try (DirectoryStream<Path> names = Files.newDirectoryStream(folder, SOCKETS)) {
            names.forEach(sockets::add);
          }
        } catch (IOException e) {
          reasons.add(FailureText.of(e));
        }
      }
    }
    return sockets;
  }

  static void restrict(Path socket) throws IOException {
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
  }

  /** Removes a socket that nobody listens on, if its process has ended. */
  static void removeStale(Path socket) throws IOException {
    // RACE: a process that has just made its socket may not listen yet.
    if (ProcessHandle.of(process(socket)).isEmpty()) {
      remove(socket);
    }
  }

  /** The process that made a socket. */
  static long process(Path socket) {
    String name = socket.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('-')));
  }

  static void remove(Path socket) throws IOException {
    Files.deleteIfExists(socket);
  }
}
