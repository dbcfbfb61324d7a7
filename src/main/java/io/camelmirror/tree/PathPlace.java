package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A place on a {@link Way} that is held by its path only. RACE: the path may lead elsewhere a
 * moment later.
 */
public final class PathPlace implements Way.Place<PathPlace> {

  /** Begins at the root of the default file system. */
  public static final Way.Start<PathPlace> START = () -> find(Path.of("/"));

  private static final String ATTRIBUTES = "unix:mode,uid,dev,ino";
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;

  private final Path path;
  private final Map<String, Object> attributes;

  private PathPlace(Path path, Map<String, Object> attributes) {
    this.path = path;
    this.attributes = attributes;
  }

  private static PathPlace find(Path path) throws IOException {
    return new PathPlace(path, Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
  }

  @Override
  public PathPlace enter(RawPath name) throws IOException {
    Path next = path.resolve(name.path());
    if (next.endsWith("..")) {
      return find(path.getParent() == null ? path : path.getParent());
    }
    try {
      return find(next);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public boolean isDirectory() {
    return (mode() & TYPE) == DIRECTORY;
  }

  @Override
  public boolean isLink() {
    return (mode() & TYPE) == LINK;
  }

  @Override
  public RawPath target() throws IOException {
    return RawPath.of(Files.readSymbolicLink(path));
  }

  @Override
  public int owner() {
    return (Integer) attributes.get("uid");
  }

  @Override
  public int mode() {
    return (Integer) attributes.get("mode");
  }

  @Override
  public Entry.Inode inode() {
    return new Entry.Inode((Long) attributes.get("dev"), (Long) attributes.get("ino"));
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
