package io.camelmirror.tree;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names for copies before they are renamed into place: {@code .camel-mirror-}, sixteen hexadecimal
 * digits, {@code .part}. The length is fixed, so that a file with a 255-byte name can be copied
 * too.
 */
public final class TemporaryName {

  private static final byte[] PREFIX = ".camel-mirror-".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SUFFIX = ".part".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 16;

  private TemporaryName() {}

  /** Returns a random temporary name. */
  public static RawPath next() {
    byte[] name = new byte[PREFIX.length + DIGITS + SUFFIX.length];
    System.arraycopy(PREFIX, 0, name, 0, PREFIX.length);
    long number = ThreadLocalRandom.current().nextLong();
    for (int i = PREFIX.length; i < PREFIX.length + DIGITS; i++) {
      name[i] = HEX[(int) number & HEX.length - 1];
      number >>>= 4;
    }
    System.arraycopy(SUFFIX, 0, name, PREFIX.length + DIGITS, SUFFIX.length);
    return RawPath.of(name);
  }

  /** Returns true if this process or an earlier one may have created the name. */
  public static boolean matches(RawPath name) {
    byte[] bytes = name.bytes();
    if (bytes.length != PREFIX.length + DIGITS + SUFFIX.length
        || !has(bytes, 0, PREFIX)
        || !has(bytes, PREFIX.length + DIGITS, SUFFIX)) {
      return false;
    }
    for (int i = PREFIX.length; i < PREFIX.length + DIGITS; i++) {
      if (!(bytes[i] >= '0' && bytes[i] <= '9' || bytes[i] >= 'a' && bytes[i] <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(byte[] bytes, int at, byte[] part) {
    for (int i = 0; i < part.length; i++) {
      if (bytes[at + i] != part[i]) {
        return false;
      }
    }
    return true;
  }
}
