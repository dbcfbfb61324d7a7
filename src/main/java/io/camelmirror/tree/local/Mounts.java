package io.camelmirror.tree.local;

import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The mount points below a folder when the mirror starts. Anything mounted later is not part of the
 * replica.
 *
 * @param below paths relative to the folder
 */
public record Mounts(List<Path> below) {

  public static final Mounts NONE = new Mounts(List.of());

  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final int MOUNT_POINT = 4;

  /** Reads the mount points below a folder. Empty if the system does not list its mounts. */
  public static Mounts below(Path folder) {
    try {
      return parse(Files.readAllLines(TABLE, StandardCharsets.ISO_8859_1), folder);
    } catch (IOException e) {
      return NONE;
    }
  }

  /** Parses the lines of {@code proc_pid_mountinfo(5)}, decoded with one character per byte. */
  static Mounts parse(List<String> lines, Path folder) {
    return new Mounts(
        lines.stream()
            .map(line -> unescape(line.split(" ")[MOUNT_POINT]))
            .map(text -> RawPath.of(text.getBytes(StandardCharsets.ISO_8859_1)).path())
            .filter(path -> path.startsWith(folder) && !path.equals(folder))
            .map(folder::relativize)
            .toList());
  }

  /**
   * The kernel escapes space, tab, line feed and backslash as a backslash and three octal digits.
   */
  private static String unescape(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  /** Returns true if the path is at or below a mount point. */
  public boolean covers(Path relative) {
    for (Path mount : below) {
      if (relative.startsWith(mount)) {
        return true;
      }
    }
    return false;
  }
}
