package io.camelmirror.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What a folder holds, in a form that two folders can be compared by. */
final class Tree {

  private static final int KIND_BITS = 0170000;
  private static final int LINK = 0120000;
  private static final int FILE = 0100000;
  private static final int DIRECTORY = 0040000;

  private Tree() {}

  /**
   * What a mirror has to make equal: by path, the root included, each entry's kind, mode, content
   * and time. Times are compared to the microsecond, which is what Java 17 can write; that of a
   * link it cannot write at all.
   */
  static Map<Path, String> content(Path root) throws IOException {
    Map<Path, String> entries = new TreeMap<>();
    collect(root, Path.of(""), false, entries);
    return entries;
  }

  /** All that any write would change: inodes and change times, and times to the nanosecond. */
  static Map<Path, String> state(Path root) throws IOException {
    Map<Path, String> entries = new TreeMap<>();
    collect(root, Path.of(""), true, entries);
    return entries;
  }

  private static void collect(Path root, Path relative, boolean exact, Map<Path, String> entries)
      throws IOException {
    Path path = root.resolve(relative);
    entries.put(relative, describe(path, exact));
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> names = Files.newDirectoryStream(path)) {
      for (Path name : names) {
        collect(root, relative.resolve(name.getFileName()), exact, entries);
      }
    } catch (AccessDeniedException | NotDirectoryException e) {
      entries.put(relative.resolve("..."), "cannot be read");
    }
  }

  private static String describe(Path path, boolean exact) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) attributes.get("mode");
    FileTime modified = (FileTime) attributes.get("lastModifiedTime");
    StringBuilder text = new StringBuilder(Integer.toOctalString(mode));
    switch (mode & KIND_BITS) {
      case LINK -> text.append(" -> ").append(Files.readSymbolicLink(path));
      case FILE ->
          text.append(" size ").append(attributes.get("size")).append(" hash ").append(hash(path));
      case DIRECTORY -> text.append(" folder");
      default -> text.append(" special");
    }
    if (exact) {
      text.append(" inode ").append(attributes.get("ino"));
      text.append(" modified ").append(modified);
      text.append(" changed ").append(attributes.get("ctime"));
    } else if ((mode & KIND_BITS) != LINK) {
      text.append(" modified ").append(modified.toInstant().truncatedTo(ChronoUnit.MICROS));
    }
    return text.toString();
  }

  private static String hash(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (AccessDeniedException e) {
      return "cannot be read";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
