package io.camelmirror.tree;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;

/** A directory by its path. Extended attributes are not read. */
public final class NioDirectory implements Directory {

  /** Not all of them: owner and group would be looked up by name. */
  private static final String ATTRIBUTES =
      "unix:mode,size,lastModifiedTime,uid,gid,rdev,dev,ino,nlink,ctime";

  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

  private final Path path;
  private final Look look;

  NioDirectory(Path path, Look look) {
    this.path = path;
    this.look = look;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public boolean followsLinks() {
    return look.followLinks();
  }

  @Override
  public NameList list() throws IOException {
    NameList.Builder names = new NameList.Builder();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      for (Path child : stream) {
        names.add(RawPath.nameOf(child).bytes());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names.build();
  }

  @Override
  public Entry read(RawPath name) throws IOException {
    Path child = path.resolve(name.path());
    Entry entry = read(child, look);
    if (entry == null && look.followLinks() && Files.isSymbolicLink(child)) {
      throw new FileSystemException(child.toString(), null, "the link leads nowhere");
    }
    return entry;
  }

  @Override
  public Entry self() throws IOException {
    return read(path, look);
  }

  static Entry read(Path path, Look look) throws IOException {
    Map<String, Object> attributes;
    try {
      attributes = Files.readAttributes(path, ATTRIBUTES, look.followLinks() ? FOLLOW : NO_FOLLOW);
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
    Kind kind = StatMode.kind(mode);
    return new Entry(
        kind,
        kind == Kind.FILE ? (Long) attributes.get("size") : 0,
        (FileTime) attributes.get("lastModifiedTime"),
        mode & StatMode.PERMISSIONS,
        (Integer) attributes.get("uid"),
        (Integer) attributes.get("gid"),
        kind == Kind.LINK ? RawPath.of(Files.readSymbolicLink(path)) : null,
        kind.isDevice() ? (Long) attributes.get("rdev") : 0,
        new Entry.Inode((Long) attributes.get("dev"), (Long) attributes.get("ino")),
        (Integer) attributes.get("nlink"),
        (FileTime) attributes.get("ctime"),
        ExtendedAttributes.NONE);
  }

  private static boolean isBelowNonDirectory(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      return false;
    }
    Entry entry = read(parent, Look.PLAIN);
    return entry == null || !(entry.isDirectory() || entry.kind() == Kind.LINK);
  }

  @Override
  public NioContent open(RawPath name) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(name.path()),
            look.followLinks()
                ? Set.of(StandardOpenOption.READ)
                : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    return hold(channel, name);
  }

  /** Takes over a file in it that has been opened. */
  public NioContent hold(FileChannel channel, RawPath name) {
    return new NioContent(channel, path.resolve(name.path()), look);
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
