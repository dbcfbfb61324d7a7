package io.camelmirror.posix;

import java.nio.charset.StandardCharsets;

/** Paths through open descriptors, for calls that take no directory descriptor. */
final class Descriptors {

  private Descriptors() {}

  /** Path of the open file itself, a symbolic link in {@code /proc} that must be followed. */
  static byte[] path(int descriptor) {
    return ("/proc/self/fd/" + descriptor).getBytes(StandardCharsets.US_ASCII);
  }

  /** Path of a name in an open directory, for example {@code /proc/self/fd/7/name}. */
  static byte[] path(int directory, byte[] name) {
    byte[] prefix = ("/proc/self/fd/" + directory + "/").getBytes(StandardCharsets.US_ASCII);
    byte[] path = new byte[prefix.length + name.length];
    System.arraycopy(prefix, 0, path, 0, prefix.length);
    System.arraycopy(name, 0, path, prefix.length, name.length);
    return path;
  }
}
