package io.camelmirror.cli;

import io.camelmirror.run.UsageException;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.UnusableFolderException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the log goes.
 *
 * @param path the file to write to, behind a link to it, so that a rotation leaves the link alone
 * @param kind how to write to it
 */
record LogFile(Path path, Kind kind) {

  /** How the log is written. */
  enum Kind {
    /** Appended to and rotated. */
    FILE,
    /** Written to as long as someone reads. */
    FIFO,
    /** Written to. */
    DEVICE,
    STANDARD_OUTPUT,
    STANDARD_ERROR
  }

  private static final Set<String> OUTPUT =
      Set.of("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");
  private static final Set<String> ERROR = Set.of("/dev/stderr", "/dev/fd/2", "/proc/self/fd/2");

  /** Characters that Logback treats as a pattern when it looks for its archives. */
  private static final Pattern UNUSABLE = Pattern.compile("[%()\\[\\]{}*+?^$|\\\\]");

  /**
   * Checks a log file.
   *
   * @param file as the user gave it; what lies above a relative one does not matter to Logback
   * @throws UsageException if it cannot be used
   */
  static LogFile check(Path file, FolderPair folders)
      throws UsageException, UnusableFolderException {
    if (OUTPUT.contains(file.toString())) {
      return new LogFile(file, Kind.STANDARD_OUTPUT);
    }
    if (ERROR.contains(file.toString())) {
      return new LogFile(file, Kind.STANDARD_ERROR);
    }
    try {
      return check(file, LogWay.resolve(file), folders);
    } catch (FileSystemException e) {
      String where = e.getFile() == null ? "" : PathText.of(e.getFile()) + ": ";
      throw refused(file, "cannot be used, " + where + e.getReason());
    } catch (IOException e) {
      throw refused(file, "cannot be used, " + e.getMessage());
    }
  }

  private static LogFile check(Path given, Path resolved, FolderPair folders)
      throws IOException, UsageException, UnusableFolderException {
    // A pipe of the shell, such as /dev/fd/63, has no path.
    boolean pipe = resolved.startsWith("/proc") && !Files.isRegularFile(resolved);
    if (!pipe && folders.contains("log file", resolved)) {
      throw refused(given, "lies in the source or the replica");
    }
    Path folder = resolved.getParent();
    if (folder == null || Files.isDirectory(resolved)) {
      throw refused(given, "is a folder");
    }
    if (!Files.isDirectory(folder)) {
      throw refused(given, "is in a folder that does not exist");
    }
    LogWay.End end = LogWay.end(resolved);
    if (!Files.isWritable(end == LogWay.End.NOTHING ? folder : resolved)) {
      throw refused(given, "cannot be written to");
    }
    return switch (end) {
      case FIFO -> new LogFile(resolved, Kind.FIFO);
      case DEVICE -> new LogFile(resolved, Kind.DEVICE);
      case NOTHING, FILE -> {
        Path file = Files.isSymbolicLink(given) ? resolved : given;
        requireRollable(given, file);
        yield new LogFile(file, Kind.FILE);
      }
    };
  }

  private static void requireRollable(Path given, Path file) throws UsageException {
    if (UNUSABLE.matcher(file.toString()).find()) {
      throw refused(
          given,
          "has one of % ( ) [ ] { } * + ? ^ $ | or a backslash in its path, which cannot be");
    }
    if (!Path.of(file.toString()).equals(file)) {
      throw refused(given, "has bytes in its path that are not UTF-8, which cannot be");
    }
  }

  private static UsageException refused(Path file, String reason) {
    return new UsageException(
        "the log file " + PathText.of(file) + " " + reason + "; name another one as LOG_FILE");
  }
}
