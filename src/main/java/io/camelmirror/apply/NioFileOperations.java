package io.camelmirror.apply;

import io.camelmirror.diff.Facet;
import io.camelmirror.tree.Content;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Held;
import io.camelmirror.tree.NioContent;
import io.camelmirror.tree.NioDirectory;
import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The calls as {@code java.nio.file} has them. RACE: they work on whole paths, and follow a link
 * that has taken the place of a directory on the way.
 */
final class NioFileOperations implements FileOperations {

  private static final String WITHOUT_CALLS = "Java has no call for them";
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  /** Bytes copied between two looks at whether to abort: some milliseconds. */
  private static final long STRETCH = 16L << 20;

  @Override
  public void createDirectory(Directory in, RawPath name) throws IOException {
    Files.createDirectory(path(in, name), OWNER_ONLY_DIRECTORY);
  }

  @Override
  public Held createFile(Directory in, RawPath name) throws IOException {
    FileChannel file = FileChannel.open(path(in, name), CREATE, OWNER_ONLY_FILE);
    return ((NioDirectory) in).hold(file, name);
  }

  @Override
  public void createLink(Directory in, RawPath name, RawPath target) throws IOException {
    Files.createSymbolicLink(path(in, name), target.path());
  }

  @Override
  public void createNode(Directory in, RawPath name, Entry like) throws IOException {
    throw new CannotKeepException(
        like.kind().isDevice() ? Facet.DEVICES : Facet.FIFOS, WITHOUT_CALLS);
  }

  @Override
  public void createName(Directory from, RawPath file, Directory in, RawPath name)
      throws IOException {
    try {
      Files.createLink(path(in, name), path(from, file));
    } catch (UnsupportedOperationException e) {
      throw new CannotKeepException(Facet.HARD_LINKS, WITHOUT_CALLS);
    }
  }

  @Override
  public long copy(Content from, Entry entry, Held to, boolean sparse, BooleanSupplier aborted)
      throws IOException {
    FileChannel source = ((NioContent) from).channel();
    FileChannel target = ((NioContent) to).channel();
    long copied = 0;
    while (copied < entry.size()) {
      long count = source.transferTo(copied, Math.min(entry.size() - copied, STRETCH), target);
      if (count <= 0) {
        break;
      }
      copied += count;
      if (copied >= STRETCH && aborted.getAsBoolean()) {
        throw new AbortedException();
      }
    }
    return copied;
  }

  @Override
  public void setMode(Held in, RawPath name, int mode) throws IOException {
    Files.setAttribute(path(in, name), "unix:mode", mode);
  }

  @Override
  public void setModified(Held in, RawPath name, FileTime time) throws IOException {
    Path path = path(in, name);
    if (Files.isSymbolicLink(path)) {
      throw new CannotKeepException(Facet.LINK_TIMES, WITHOUT_CALLS);
    }
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(writable(time), null, null);
  }

  /**
   * A fraction of a second before 1970 is refused by the calls that Java makes, which then write
   * 1970 instead: it is cut off.
   */
  private static FileTime writable(FileTime time) {
    Instant instant = time.toInstant();
    return instant.getEpochSecond() < 0 && instant.getNano() != 0
        ? FileTime.from(instant.truncatedTo(ChronoUnit.SECONDS))
        : time;
  }

  @Override
  public void setOwner(Held in, RawPath name, int uid, int gid) throws IOException {
    try {
      if (uid != -1) {
        Files.setAttribute(path(in, name), "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      }
      Files.setAttribute(path(in, name), "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException e) {
      throw new CannotKeepException(uid == -1 ? Facet.GROUPS : Facet.OWNERS, true, e);
    }
  }

  @Override
  public void setExtended(Held in, RawPath name, String attribute, byte[] value)
      throws IOException {
    throw new CannotKeepException(
        ExtendedAttributes.isAccessList(attribute) ? Facet.ACCESS_LISTS : Facet.ATTRIBUTES,
        WITHOUT_CALLS);
  }

  @Override
  public void rename(Directory in, RawPath from, RawPath to, boolean replace) throws IOException {
    Path target = path(in, to);
    if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Files.move(path(in, from), target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public boolean move(Directory from, RawPath name, Directory to, RawPath newName)
      throws IOException {
    Path target = path(to, newName);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    try {
      Files.move(path(from, name), target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (AtomicMoveNotSupportedException e) {
      return false;
    }
  }

  @Override
  public void sync(Held in, RawPath name) throws IOException {
    try (FileChannel file = FileChannel.open(path(in, name), READ)) {
      file.force(true);
    }
  }

  @Override
  public void syncFileSystem(Directory in) throws IOException {
    sync(in, RawPath.of(Path.of(".")));
  }

  @Override
  public void delete(Directory in, RawPath name, boolean directory) throws IOException {
    Files.delete(path(in, name));
  }

  private static Path path(Held in, RawPath name) {
    return in.path().resolve(name.path());
  }
}
