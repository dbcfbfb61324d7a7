package io.camelmirror.pass;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Protection against data loss.
 *
 * @param maxDelete the limit on deletions per pass
 * @param requireMarker delete nothing unless the source root contains this name; null to disable
 * @param noDelete delete nothing
 * @param confirmUnmounted delete what was on file systems of the source that are not mounted now
 * @param trash the folder for deleted and overwritten entries; null to use no trash
 * @param trashKeep how long to keep entries in the trash
 * @param sync fsync each file before renaming it into place, and sync the file system when a pass
 *     ends
 */
public record Safety(
    MaxDelete maxDelete,
    String requireMarker,
    boolean noDelete,
    boolean confirmUnmounted,
    Path trash,
    Duration trashKeep,
    boolean sync) {

  /** The default limit on deletions and no other protection. */
  public static final Safety PLAIN =
      new Safety(MaxDelete.parse("50%"), null, false, false, null, Duration.ofDays(30), false);
}
