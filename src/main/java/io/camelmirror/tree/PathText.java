package io.camelmirror.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Formats paths for display: one line each, with terminal control sequences escaped. */
public final class PathText {

  private PathText() {}

  /**
   * Formats a relative path. Control and format characters, line separators, backslashes and bytes
   * that are not UTF-8 are escaped: {@code a\nb}, {@code \x1b}, {@code \u202e}, {@code \xe9}. The
   * empty path becomes {@code .}
   */
  public static String of(Path relative) {
    String text = relative.toString();
    if (text.isEmpty()) {
      return ".";
    }
    return isPlain(text) ? text : escape(RawPath.of(relative).bytes());
  }

  /** Formats the bytes of a name or path. */
  public static String of(byte[] bytes) {
    return escape(bytes);
  }

  /** Formats any string from outside, with the same escapes. */
  public static String of(String text) {
    return isPlain(text) ? text : escape(text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static String escape(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length + 8);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    int i = 0;
    while (i < bytes.length) {
      int length = sequenceLength(bytes[i]);
      int codePoint =
          length == 0 || i + length > bytes.length ? -1 : decode(decoder, bytes, i, length);
      if (codePoint < 0) {
        out.append(String.format("\\x%02x", bytes[i] & 0xff));
        i++;
      } else {
        append(out, codePoint);
        i += length;
      }
    }
    return out.toString();
  }

  private static int sequenceLength(byte first) {
    if (first >= 0) {
      return 1;
    }
    int leadingOnes = Integer.numberOfLeadingZeros(~(first << 24));
    return leadingOnes >= 2 && leadingOnes <= 4 ? leadingOnes : 0;
  }

  private static int decode(CharsetDecoder decoder, byte[] bytes, int offset, int length) {
    try {
      return decoder.decode(ByteBuffer.wrap(bytes, offset, length)).toString().codePointAt(0);
    } catch (CharacterCodingException e) {
      return -1;
    }
  }

  private static void append(StringBuilder out, int codePoint) {
    switch (codePoint) {
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isPrintable(codePoint)) {
          out.appendCodePoint(codePoint);
        } else if (codePoint < 0x80) {
          out.append(String.format("\\x%02x", codePoint));
        } else {
          out.append(String.format(codePoint > 0xffff ? "\\U%08x" : "\\u%04x", codePoint));
        }
      }
    }
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
