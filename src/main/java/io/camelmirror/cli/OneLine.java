package io.camelmirror.cli;

import java.nio.charset.StandardCharsets;

/** Escapes control characters, so that a text stays on one line. */
final class OneLine {

  private static final byte DELETE = 0x7f;

  /** The first UTF-8 byte of each control character beyond ASCII. */
  private static final byte BEYOND_ASCII = (byte) 0xc2;

  private static final byte PRINTABLE = (byte) 0xa0;

  private OneLine() {}

  /** Returns the text as {@link #of} does, in UTF-8; most texts hold nothing to escape. */
  static byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return hasControl(bytes) ? escape(text).getBytes(StandardCharsets.UTF_8) : bytes;
  }

  private static boolean hasControl(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b < ' ') {
        if (b >= 0 || b == BEYOND_ASCII && bytes[i + 1] < PRINTABLE) {
          return true;
        }
      } else if (b == DELETE) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the text with a space for each run of line breaks, other control characters escaped.
   */
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return escape(text);
      }
    }
    return text;
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.strip()
        .replaceAll("[\\r\\n]+\\s*", " ")
        .chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                out.append(String.format("\\x%02x", c));
              } else {
                out.append((char) c);
              }
            });
    return out.toString();
  }
}
