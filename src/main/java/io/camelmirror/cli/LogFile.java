package io.camelmirror.cli;

import io.camelmirror.run.UsageException;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.UnusableFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Checks where the log file may be. */
final class LogFile {

  /** Characters that Logback treats as a pattern when it looks for its archives. */
  private static final Pattern UNUSABLE = Pattern.compile("[%()\\[\\]{}*+?^$|\\\\]");

  // The type bits of st_mode, POSIX <sys/stat.h> with the values that all Unixes use.
  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int CHARACTER_DEVICE = 0020000;

  private LogFile() {}

  /**
   * Checks a log file.
   *
   * @param file as the user gave it; what lies above a relative one does not matter to Logback
   * @return the file to write to: behind a link to a file, so that a rotation leaves the link alone
   * @throws UsageException when it cannot be used
   */
  static Path check(Path file, FolderPair folders) throws UsageException, UnusableFolderException {
    if (folders.contains("log file", file)) {
      throw refused(file, "lies in the source or the replica");
    }
    if (UNUSABLE.matcher(file.toString()).find()) {
      throw refused(
          file, "has one of % ( ) [ ] { } * + ? ^ $ | or a backslash in its path, which cannot be");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw refused(file, "is a folder");
    }
    if (!Files.isDirectory(folder)) {
      throw refused(file, "is in a folder that does not exist");
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw refused(file, "cannot be written to");
    }
    if (isOther(file) && !isUsable(file)) {
      throw refused(file, "is neither a file nor a character device nor a FIFO of your own");
    }
    try {
      return Files.isSymbolicLink(file) && Files.isRegularFile(file) ? file.toRealPath() : file;
    } catch (IOException e) {
      throw refused(file, "is a link that cannot be followed");
    }
  }

  /**
   * Tells whether the log may be renamed, compressed and begun anew. A device, a FIFO and a link,
   * such as {@code /dev/stdout}, stay what they are.
   */
  static boolean mayBeRolled(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isOther(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file);
  }

  private static boolean isUsable(Path file) {
    try {
      int type = (int) Files.getAttribute(file, "unix:mode") & TYPE;
      int owner = (int) Files.getAttribute(file, "unix:uid");
      return type == CHARACTER_DEVICE
          || type == FIFO && (owner == 0 || owner == Privileges.CURRENT.uid());
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static UsageException refused(Path file, String reason) {
    return new UsageException(
        "the log file " + PathText.of(file) + " " + reason + "; name another one as LOG_FILE");
  }
}
