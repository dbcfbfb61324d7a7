package io.camelmirror.pass;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What keeps a mirror from losing anything.
 *
 * @param maxDelete how much one pass may delete
 * @param requireMarker the name without which in the source's root nothing is deleted; null for
 *     none
 * @param noDelete whether nothing is deleted
 * @param trash where goes what would be deleted or overwritten; null for nowhere
 * @param trashKeep how long it stays there
 * @param sync whether each file is on the disk before it takes the place of the old one, and all of
 *     a pass when it ends
 */
public record Safety(
    MaxDelete maxDelete,
    String requireMarker,
    boolean noDelete,
    Path trash,
    Duration trashKeep,
    boolean sync) {

  /** Nothing but the limit that is the default. */
  public static final Safety PLAIN =
      new Safety(MaxDelete.parse("50%"), null, false, null, Duration.ofDays(30), false);
}
