package io.camelmirror.apply;

import io.camelmirror.tree.WritableTime;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The calls as {@code java.nio.file} has them. */
final class NioFileOperations implements FileOperations {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  /** Bytes copied between two looks at whether to abort: some milliseconds. */
  private static final long STRETCH = 16L << 20;

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory, OWNER_ONLY_DIRECTORY);
  }

  @Override
  public void createLink(Path link, Path target) throws IOException {
    Files.createSymbolicLink(link, target);
  }

  @Override
  public long copy(Path source, Path target, BooleanSupplier aborted) throws IOException {
    try (FileChannel in = FileChannel.open(source, READ);
        FileChannel out = FileChannel.open(target, CREATE, OWNER_ONLY_FILE)) {
      long copied = 0;
      long stretch = in.transferTo(0, STRETCH, out);
      while (stretch > 0) {
        copied += stretch;
        if (copied < STRETCH) {
          // A short transfer is the end of a file unless the kernel stopped early; ask only then.
          if (copied >= in.size()) {
            return copied;
          }
        } else if (aborted.getAsBoolean()) {
          throw new AbortedException();
        }
        stretch = in.transferTo(copied, STRETCH, out);
      }
      return copied;
    }
  }

  @Override
  public void setMode(Path path, int mode) throws IOException {
    Files.setAttribute(path, "unix:mode", mode);
  }

  @Override
  public void setModified(Path path, FileTime time) throws IOException {
    Files.setLastModifiedTime(path, WritableTime.of(time));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.delete(path);
  }
}
