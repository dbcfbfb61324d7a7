package io.camelmirror.tree.local;

import io.camelmirror.tree.MountTable;
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

  /** Reads the mount points below a folder. Empty if the system does not list its mounts. */
  public static Mounts below(Path folder) {
    return new Mounts(MountTable.read().below(folder));
  }

  /** Returns true if a mount point is at or below the path. */
  public boolean areIn(Path relative) {
    return below.stream().anyMatch(mount -> mount.startsWith(relative));
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
