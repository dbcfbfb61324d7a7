package io.camelmirror.tree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Paths as text that keeps every byte. A byte that is not UTF-8 becomes a lone surrogate, U+DC80 to
 * U+DCFF, as in Python's {@code surrogateescape}.
 */
public final class PathArgument {

  private static final char FIRST = '\udc80';
  private static final char LAST = '\udcff';
  private static final int ESCAPE = 0xdc00;

  private PathArgument() {}

  /** Decodes the bytes of an argument. */
  public static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE | in.get() & 0xff));
      }
    }
  }

  /**
   * Converts a text to a path.
   *
   * @throws InvalidPathException if the text cannot be a path
   */
  public static Path path(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new InvalidPathException(text, "it has a NUL");
    }
    return isAscii(text) ? Path.of(text) : RawPath.of(bytes(text)).path();
  }

  /**
   * Encodes a text as the bytes from which {@link #decode} makes it.
   *
   * @throws InvalidPathException if there are no such bytes
   */
  public static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 8);
    int from = 0;
    try {
      for (int i = 0; i <= text.length(); i++) {
        if (i == text.length() || isEscape(text, i)) {
          CharBuffer plain = CharBuffer.wrap(text, from, i);
          ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(plain);
          bytes.write(encoded.array(), 0, encoded.limit());
          if (i < text.length()) {
            bytes.write(text.charAt(i));
          }
          from = i + 1;
        }
      }
    } catch (CharacterCodingException e) {
      throw new InvalidPathException(text, "it has half a character");
    }
    return bytes.toByteArray();
  }

  /** Converts a path to a text from which {@link #path} makes the same path. */
  public static String text(Path path) {
    String text = path.toString();
    return isAscii(text) ? text : decode(RawPath.of(path).bytes());
  }

  /** Returns true if the text is the same in every encoding of a locale. */
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEscape(String text, int at) {
    char c = text.charAt(at);
    return c >= FIRST && c <= LAST && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
