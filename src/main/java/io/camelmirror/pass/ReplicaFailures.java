package io.camelmirror.pass;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.PosixException;
import io.camelmirror.tree.Site;
import java.io.IOException;

/** Tells a failure of the replica as a whole from that of one path. */
final class ReplicaFailures {

  private static final int[] NUMBERS = {
    Errno.EIO, Errno.ENXIO, Errno.ENODEV, Errno.ENOSPC, Errno.EROFS, Errno.ESTALE, Errno.EDQUOT
  };

  private ReplicaFailures() {}

  /** Whether a change failed because the replica is gone, read-only, full or broken. */
  static boolean isCauseOf(Throwable failure, Site site) {
    return failure instanceof IOException io
        && (PosixException.is(io, NUMBERS) || !site.isReplicaThere());
  }
}
