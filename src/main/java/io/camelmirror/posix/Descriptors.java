package io.camelmirror.posix;

import java.nio.charset.StandardCharsets;

/** Paths through open descriptors, for the calls that take no directory. */
final class Descriptors {

  private Descriptors() {}

  /** The path of what is open itself, a link that has to be followed. */
  static byte[] path(int descriptor) {
    return ("/proc/self/fd/" + descriptor).getBytes(StandardCharsets.US_ASCII);
  }

  /** The path of a name in an open directory: {@code /proc/self/fd/7/name}. */
  static byte[] path(int directory, byte[] name) {
    byte[] prefix = ("/proc/self/fd/" + directory + "/").getBytes(StandardCharsets.US_ASCII);
    byte[] path = new byte[prefix.length + name.length];
    System.arraycopy(prefix, 0, path, 0, prefix.length);
    System.arraycopy(name, 0, path, prefix.length, name.length);
    return path;
  }
}
