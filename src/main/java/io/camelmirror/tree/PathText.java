package io.camelmirror.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Formats paths for display: one line each, with terminal control sequences escaped. Paths that are
 * longer than any system call takes are cut in the middle.
 */
public final class PathText {

  /** In bytes: PATH_MAX. */
  private static final int LONGEST = 4096;

  /** The bytes that are left of each end of a longer path. */
  private static final int END = 1000;

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
    return text.length() <= LONGEST && isPlain(text) ? text : of(RawPath.of(relative).bytes());
  }

  /** Formats the bytes of a name or path. */
  public static String of(byte[] bytes) {
    if (bytes.length <= LONGEST) {
      return escape(bytes, 0, bytes.length);
    }
    int from = start(bytes, END);
    int to = start(bytes, bytes.length - END);
    return escape(bytes, 0, from)
        + String.format(Locale.ROOT, " ... %,d bytes ... ", to - from)
        + escape(bytes, to, bytes.length);
  }

  /** Formats any string from outside, with the same escapes. */
  public static String of(String text) {
    return text.length() <= LONGEST && isPlain(text)
        ? text
        : of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Formats any string from outside without cutting it. */
  public static String whole(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return isPlain(text) ? text : escape(bytes, 0, bytes.length);
  }

  /** Formats a relative path without cutting it, for programs that read it. */
  public static String whole(Path relative) {
    String text = relative.toString();
    if (text.length() <= LONGEST && isPlain(text)) {
      return of(relative);
    }
    byte[] bytes = RawPath.of(relative).bytes();
    return escape(bytes, 0, bytes.length);
  }

  /** Returns the index, or the next one at which a character begins. */
  private static int start(byte[] bytes, int index) {
    int at = index;
    while (at < index + 3 && (bytes[at] & 0xc0) == 0x80) {
      at++;
    }
    return at;
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

  private static String escape(byte[] bytes, int from, int to) {
    StringBuilder out = new StringBuilder(to - from + 8);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    int i = from;
    while (i < to) {
      int length = sequenceLength(bytes[i]);
      int codePoint = length == 0 || i + length > to ? -1 : decode(decoder, bytes, i, length);
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
