package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.Writes;
import io.camelmirror.tree.NotSupportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * The calls that set attributes through a descriptor.
 *
 * @param pathOnly whether it was opened with {@code O_PATH}
 */
record PosixAttributes(int descriptor, Path path, boolean pathOnly) {

  private static final byte[] SELF = {};

  void setMode(int mode) throws IOException {
    check(pathOnly ? Writes.setMode(descriptor, SELF, mode) : Writes.setMode(descriptor, mode));
  }

  void setModified(FileTime time) throws IOException {
    Instant instant = time.toInstant();
    long seconds = instant.getEpochSecond();
    int nanos = instant.getNano();
    check(
        pathOnly
            ? Writes.setModified(descriptor, SELF, seconds, nanos)
            : Writes.setModified(descriptor, seconds, nanos));
  }

  void setOwner(int uid, int gid) throws IOException {
    check(
        pathOnly
            ? Writes.setOwner(descriptor, SELF, uid, gid)
            : Writes.setOwner(descriptor, uid, gid));
  }

  void setExtended(String attribute, byte[] value) throws IOException {
    byte[] key = attribute.getBytes(StandardCharsets.ISO_8859_1);
    int result =
        value == null
            ? Writes.removeAttribute(descriptor, SELF, key)
            : Writes.setAttribute(descriptor, SELF, key, value);
    if (value == null && (result == -Errno.ENODATA || result == -Errno.EOPNOTSUPP)) {
      return;
    }
    check(result);
  }

  void sync() throws IOException {
    check(Writes.sync(descriptor));
  }

  private void check(int result) throws IOException {
    check(result, path);
  }

  /**
   * Throws what a failed call of this room means.
   *
   * @param result a negative error number, or anything else when the call has succeeded
   */
  static void check(int result, Path path) throws IOException {
    switch (-result) {
      case Errno.EPERM, Errno.EOPNOTSUPP, Errno.ENOSYS, Errno.EINVAL ->
          throw new NotSupportedException(path.toString(), Errno.text(-result));
      default -> {
        if (result < 0) {
          throw Errno.exception(result, path);
        }
      }
    }
  }
}
