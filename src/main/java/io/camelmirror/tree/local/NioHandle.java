package io.camelmirror.tree.local;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NotSupportedException;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.WritableHandle;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An entry accessed through java.nio. Operations that an attribute view of the open directory
 * cannot perform use the path, after checking that it still leads to the same object. RACE: it may
 * lead elsewhere a moment later.
 */
abstract class NioHandle implements WritableHandle {

  /** Listed one by one because "unix:*" would also look up owner and group by name. */
  private static final String ATTRIBUTES =
      "unix:mode,size,lastModifiedTime,uid,gid,rdev,dev,ino,nlink,ctime,fileKey";

  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

  private static final int PLAIN_BITS = 0777;

  private final Path path;
  private final ReadOptions options;
  private final PosixFileAttributeView view;
  private final BasicFileAttributes opened;

  /** Opens the object that the view currently refers to. */
  NioHandle(Path path, PosixFileAttributeView view, ReadOptions options) throws IOException {
    this.path = path;
    this.options = options;
    this.view = view;
    this.opened = view.readAttributes();
  }

  /** The attribute that creates an entry with exactly these permissions. */
  static FileAttribute<?> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  static NotSupportedException notSupported(Path path) {
    return new NotSupportedException(path.toString(), "Java has no call for it");
  }

  static LinkOption[] links(ReadOptions options) {
    return options.followLinks() ? FOLLOW : NO_FOLLOW;
  }

  @Override
  public final Path path() {
    return path;
  }

  final ReadOptions options() {
    return options;
  }

  final boolean isDirectory() {
    return opened.isDirectory();
  }

  final boolean isSame(NioHandle other) {
    return opened.fileKey().equals(other.opened.fileKey());
  }

  /** Returns true if the attributes, which may be null, belong to the open object. */
  final boolean isSame(Map<String, Object> found) {
    return found != null && opened.fileKey().equals(found.get("fileKey"));
  }

  /** Returns the path after checking that it still leads to the open object. */
  final Path reached() throws IOException {
    if (!isSame(attributes(path, options))) {
      throw new NoSuchFileException(path.toString());
    }
    return path;
  }

  /** Returns the path of a name in this directory, with the same check. */
  final Path reached(RawPath name) throws IOException {
    return reached().resolve(name.path());
  }

  @Override
  public final Entry self() throws IOException {
    Map<String, Object> found = attributes(path, options);
    if (!isSame(found)) {
      throw new NoSuchFileException(path.toString());
    }
    return entry(path, found, options);
  }

  /** Reads the attributes for an entry; null if it does not exist. */
  static Map<String, Object> attributes(Path path, ReadOptions options) throws IOException {
    try {
      return Files.readAttributes(path, ATTRIBUTES, links(options));
    } catch (NoSuchFileException e) {
      if (options.followLinks() && Files.isSymbolicLink(path)) {
        throw new FileSystemException(path.toString(), null, "the link leads nowhere");
      }
      return null;
    } catch (FileSystemException e) {
      // Java has no exception for ENOTDIR, and its message is localized.
      if (!(e instanceof AccessDeniedException) && !Files.isDirectory(path.getParent())) {
        return null;
      }
      throw e;
    }
  }

  /** Converts attributes to an entry; null stays null. */
  static Entry entry(Path path, Map<String, Object> attributes, ReadOptions options)
      throws IOException {
    if (attributes == null) {
      return null;
    }
    int mode = (Integer) attributes.get("mode");
    Kind kind = StatMode.kind(mode);
    return new Entry(
        kind,
        kind == Kind.FILE ? (Long) attributes.get("size") : 0,
        Timestamp.of((FileTime) attributes.get("lastModifiedTime")),
        options.permissions(mode),
        (Integer) attributes.get("uid"),
        (Integer) attributes.get("gid"),
        kind == Kind.LINK ? RawPath.of(Files.readSymbolicLink(path)) : null,
        kind.isDevice() ? (Long) attributes.get("rdev") : 0,
        new Entry.Inode((Long) attributes.get("dev"), (Long) attributes.get("ino")),
        (Integer) attributes.get("nlink"),
        Timestamp.of((FileTime) attributes.get("ctime")),
        ExtendedAttributes.NONE);
  }

  @Override
  public final void setMode(int mode) throws IOException {
    // A view opens the file, which would block on a FIFO.
    if (!opened.isOther() && (mode & ~PLAIN_BITS) == 0) {
      try {
        view.setPermissions(
            Arrays.stream(PosixFilePermission.values())
                // From owner read, 0400, to others execute, 0001.
                .filter(permission -> (mode & 0400 >> permission.ordinal()) != 0)
                .collect(Collectors.toSet()));
        return;
      } catch (AccessDeniedException e) {
        // The owner may not open the file, so a view cannot either.
      }
    }
    Files.setAttribute(reached(), "unix:mode", mode);
  }

  /** Uses the path: a view would truncate the time to microseconds. */
  @Override
  public final void setModified(Timestamp time) throws IOException {
    if (opened.isSymbolicLink()) {
      throw notSupported(path);
    }
    Files.getFileAttributeView(reached(), BasicFileAttributeView.class, NO_FOLLOW)
        .setTimes(writable(time), null, null);
  }

  /**
   * Truncates times before 1970 to seconds: Java rejects their fractions and would write 1970.
   * Before 1677 and after 2262 it would write another year.
   */
  private FileTime writable(Timestamp time) throws IOException {
    Timestamp written = time.seconds() < 0 ? new Timestamp(time.seconds(), 0) : time;
    try {
      return FileTime.from(written.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ArithmeticException e) {
      throw new FileSystemException(
          path.toString(), null, "Java cannot write a modification time that far from 1970");
    }
  }

  @Override
  public final void setOwner(int uid, int gid) throws IOException {
    reached();
    try {
      if (uid != -1) {
        Files.setAttribute(path, "unix:uid", uid, NO_FOLLOW);
      }
      Files.setAttribute(path, "unix:gid", gid, NO_FOLLOW);
    } catch (FileSystemException e) {
      throw new NotSupportedException(path.toString(), e.getReason());
    }
  }

  @Override
  public final void setExtended(String attribute, byte[] value) throws IOException {
    if (value != null) {
      throw notSupported(path);
    }
  }

  /** Closes the resource unless it is null. */
  static void close(Closeable held) {
    try {
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
