package io.camelmirror.tree.local;

import io.camelmirror.tree.*;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;

/** A directory by its path. Extended attributes are not read. */
final class NioDirectory implements WritableDirectory {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  /** Not all of them: owner and group would be looked up by name. */
  private static final String ATTRIBUTES =
      "unix:mode,size,lastModifiedTime,uid,gid,rdev,dev,ino,nlink,ctime";

  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

  private final Path path;
  private final ReadOptions look;

  NioDirectory(Path path, ReadOptions look) {
    this.path = path;
    this.look = look;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public NameList list(RawPath after) throws IOException {
    NameList.Builder names = new NameList.Builder(after);
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

  static Entry read(Path path, ReadOptions look) throws IOException {
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
    Entry entry = read(parent, ReadOptions.PLAIN);
    return entry == null || !(entry.isDirectory() || entry.kind() == Kind.LINK);
  }

  @Override
  public OpenFile open(RawPath name) throws IOException {
    Path file = path.resolve(name.path());
    Set<OpenOption> options = look.followLinks() ? Set.of(StandardOpenOption.READ) : READ;
    return new NioFile(FileChannel.open(file, options), file, look);
  }

  @Override
  public WritableHandle openEntry(RawPath name) {
    return new NioEntry(path.resolve(name.path()), look);
  }

  @Override
  public WritableFile createFile(RawPath name) throws IOException {
    Path file = path.resolve(name.path());
    return new NioFile(FileChannel.open(file, CREATE, OWNER_ONLY_FILE), file, look);
  }

  @Override
  public void createDirectory(RawPath name) throws IOException {
    Files.createDirectory(path.resolve(name.path()), OWNER_ONLY_DIRECTORY);
  }

  @Override
  public void createLink(RawPath name, RawPath target) throws IOException {
    Files.createSymbolicLink(path.resolve(name.path()), target.path());
  }

  @Override
  public void createNode(RawPath name, Kind kind, long rdev) throws IOException {
    throw NioEntry.notSupported(path.resolve(name.path()));
  }

  @Override
  public void createHardLink(WritableDirectory from, RawPath file, RawPath name)
      throws IOException {
    Path link = path.resolve(name.path());
    try {
      Files.createLink(link, from.path().resolve(file.path()));
    } catch (UnsupportedOperationException e) {
      throw NioEntry.notSupported(link);
    }
  }

  @Override
  public void rename(RawPath from, RawPath to, boolean replace) throws IOException {
    Path target = path.resolve(to.path());
    if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Files.move(path.resolve(from.path()), target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public boolean move(RawPath name, WritableDirectory to, RawPath newName) throws IOException {
    Path target = to.path().resolve(newName.path());
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    try {
      Files.move(path.resolve(name.path()), target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (AtomicMoveNotSupportedException e) {
      return false;
    }
  }

  @Override
  public void delete(RawPath name, boolean directory) throws IOException {
    Files.delete(path.resolve(name.path()));
  }

  private NioEntry self(Path at) {
    return new NioEntry(at, look);
  }

  @Override
  public void setMode(int mode) throws IOException {
    self(path).setMode(mode);
  }

  @Override
  public void setModified(FileTime time) throws IOException {
    self(path).setModified(time);
  }

  @Override
  public void setOwner(int uid, int gid) throws IOException {
    self(path).setOwner(uid, gid);
  }

  @Override
  public void setExtended(String attribute, byte[] value) throws IOException {
    self(path).setExtended(attribute, value);
  }

  @Override
  public void sync() throws IOException {
    self(path).sync();
  }

  @Override
  public void syncFileSystem() throws IOException {
    self(path).sync();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
