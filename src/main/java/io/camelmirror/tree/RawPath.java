package io.camelmirror.tree;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The raw bytes of a name, a relative path or a link target, valid in the platform's encoding or
 * not. Ordered by bytes.
 */
public final class RawPath implements Comparable<RawPath> {

  private static final boolean NAMES_ARE_UTF8 =
      "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
  private static final char REPLACEMENT = '\ufffd';

  /** The empty name, which refers to the opened object itself; see {@link OpenHandle}. */
  public static final RawPath SELF = new RawPath(new byte[0], null);

  private final byte[] bytes;
  private Path path;

  private RawPath(byte[] bytes, Path path) {
    this.bytes = bytes;
    this.path = path;
  }

  /** Wraps the bytes. Callers must not modify them afterwards. */
  public static RawPath of(byte[] bytes) {
    return new RawPath(bytes, null);
  }

  /** The bytes of a relative path on the default file system. */
  public static RawPath of(Path relative) {
    return new RawPath(encode(relative), relative);
  }

  /** The last name of a non-empty relative path on the default file system. */
  public static RawPath nameOf(Path relative) {
    String text = relative.toString();
    String name = text.substring(text.lastIndexOf('/') + 1);
    return isAscii(name)
        ? new RawPath(name.getBytes(StandardCharsets.US_ASCII), null)
        : of(relative.getFileName());
  }

  /** Returns the bytes. Callers must not modify them. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Converts to a path. Repeated and trailing slashes, which a link target may contain, are
   * dropped.
   */
  public Path path() {
    if (path == null) {
      path = decode(bytes);
    }
    return path;
  }

  @Override
  public int compareTo(RawPath other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawPath that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The escaped text for display. */
  @Override
  public String toString() {
    return PathText.of(bytes);
  }

  private static byte[] encode(Path path) {
    String text = path.toString();
    if (isAscii(text)) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    if (NAMES_ARE_UTF8 && text.indexOf(REPLACEMENT) < 0) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    return bytesOfUri(path);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Java exposes all bytes of a path only through its URI. */
  private static byte[] bytesOfUri(Path path) {
    String raw = path.getFileSystem().getPath("/").resolve(path).toUri().getRawPath();
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length());
    // Path.toUri() appends a slash if the path is a directory.
    int end = raw.endsWith("/") && raw.length() > 1 ? raw.length() - 1 : raw.length();
    int i = path.isAbsolute() ? 0 : 1;
    while (i < end) {
      char c = raw.charAt(i);
      if (c == '%') {
        out.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 3;
      } else {
        out.write(c);
        i++;
      }
    }
    return out.toByteArray();
  }

  private static Path decode(byte[] bytes) {
    String text = text(bytes);
    return text != null ? Path.of(text) : pathOfUri(bytes);
  }

  /** The string that Java encodes to the same bytes, or null if there is no such string. */
  private static String text(byte[] bytes) {
    boolean ascii = true;
    for (byte b : bytes) {
      ascii &= b >= 0;
    }
    if (ascii) {
      return new String(bytes, StandardCharsets.US_ASCII);
    }
    if (!NAMES_ARE_UTF8) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static Path pathOfUri(byte[] bytes) {
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : bytes) {
      if (b == '/') {
        uri.append('/');
      } else {
        uri.append(String.format("%%%02x", b & 0xff));
      }
    }
    Path absolute = Path.of(URI.create(uri.toString()));
    int names = absolute.getNameCount();
    // Not relativize, which drops "..".
    return bytes[0] == '/' || names == 0 ? absolute : absolute.subpath(0, names);
  }
}
