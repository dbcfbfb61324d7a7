package io.camelmirror.watch;

import io.camelmirror.posix.Fanotify;
import io.camelmirror.posix.Posix;
import io.camelmirror.posix.Reads;
import io.camelmirror.tree.RawPath;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Knows the file systems that report only what is changed through this machine's kernel. */
final class SilentFileSystem {

  /** The magic numbers of {@code statfs(2)}. */
  private static final Map<Long, String> NAMES =
      Map.of(
          0x6969L, "NFS",
          0x65735546L, "FUSE",
          0xFF534D42L, "CIFS",
          0xFE534D42L, "SMB",
          0x01021997L, "9P",
          0x00C36400L, "Ceph",
          0x5346414FL, "AFS",
          0x47504653L, "GPFS",
          0x0BD00BD0L, "Lustre");

  private SilentFileSystem() {}

  /** Returns the name of the folder's file system if it is such a one. */
  static Optional<String> of(Path folder) {
    if (!Posix.isAvailable()) {
      return Optional.empty();
    }
    int directory = Reads.openDirectory(Posix.NO_DIRECTORY, RawPath.of(folder).bytes(), true, true);
    if (directory < 0) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(NAMES.get(Fanotify.fileSystemType(directory)));
    } finally {
      Reads.close(directory);
    }
  }
}
