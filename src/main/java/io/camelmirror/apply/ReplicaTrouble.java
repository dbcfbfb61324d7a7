package io.camelmirror.apply;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.PosixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells what is wrong with the replica as a whole from what is wrong with one path. */
public final class ReplicaTrouble {

  private static final int[] NUMBERS = {
    Errno.EIO, Errno.ENXIO, Errno.ENODEV, Errno.ENOSPC, Errno.EROFS, Errno.ESTALE, Errno.EDQUOT
  };

  private ReplicaTrouble() {}

  /** Whether a change failed because the replica is gone, read-only, full or broken. */
  public static boolean isCauseOf(IOException failure, Path replica) {
    return PosixException.is(failure, NUMBERS) || !Files.isDirectory(replica);
  }
}
