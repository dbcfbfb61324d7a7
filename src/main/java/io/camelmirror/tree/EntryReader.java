package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/** Looks at paths, without following links and without looking up user or group names. */
public final class EntryReader {

  /** The type bits of {@code st_mode} and their values, from {@code stat(2)}. */
  private static final int TYPE_BITS = 0170000;

  private static final int TYPE_FILE = 0100000;
  private static final int TYPE_DIRECTORY = 0040000;
  private static final int TYPE_LINK = 0120000;
  private static final int PERMISSION_BITS = 07777;

  private EntryReader() {}

  /**
   * Reads the entry at a path.
   *
   * @return the entry, or null when nothing stands there
   * @throws IOException when it cannot be told what stands there, for example because a folder
   *     above may not be searched
   */
  public static Entry read(Path path) throws IOException {
    Map<String, Object> attributes;
    try {
      attributes =
          Files.readAttributes(path, "unix:mode,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return null;
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      // ENOTDIR has no exception of its own, and its text is translated.
      if (isBelowNonDirectory(path)) {
        return null;
      }
      throw e;
    }
    int mode = (Integer) attributes.get("mode");
    Kind kind = kind(mode);
    return new Entry(
        kind,
        kind == Kind.FILE ? (Long) attributes.get("size") : 0,
        (FileTime) attributes.get("lastModifiedTime"),
        mode & PERMISSION_BITS,
        kind == Kind.LINK ? readLink(path) : null);
  }

  /**
   * Reads the entry at a path below a root, reached through real directories only: a link on the
   * way is not followed, what lies behind it is not part of the tree.
   *
   * @param root a directory
   * @param relative a path below it; the empty path names the root
   * @return the entry, or null when the tree has nothing there
   * @throws IOException when it cannot be told what stands there
   */
  public static Entry readBelow(Path root, Path relative) throws IOException {
    Path path = root;
    for (int i = 0; i < relative.getNameCount() - 1; i++) {
      path = path.resolve(relative.getName(i));
      Entry parent = read(path);
      if (parent == null || !parent.isDirectory()) {
        return null;
      }
    }
    return read(root.resolve(relative));
  }

  private static Kind kind(int mode) {
    return switch (mode & TYPE_BITS) {
      case TYPE_FILE -> Kind.FILE;
      case TYPE_DIRECTORY -> Kind.DIRECTORY;
      case TYPE_LINK -> Kind.LINK;
      default -> Kind.SPECIAL;
    };
  }

  // RACE: the link may be replaced between the look at its kind and this. A read that fails for
  // that
  // reason is a problem of this pass; the next one sees what stands there then.
  private static Path readLink(Path link) throws IOException {
    return Files.readSymbolicLink(link);
  }

  private static boolean isBelowNonDirectory(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      return false;
    }
    Entry entry = read(parent);
    return entry == null || !(entry.isDirectory() || entry.kind() == Kind.LINK);
  }
}
