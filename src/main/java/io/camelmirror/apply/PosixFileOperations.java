package io.camelmirror.apply;

import io.camelmirror.diff.Facet;
import io.camelmirror.posix.Errno;
import io.camelmirror.posix.Reads;
import io.camelmirror.posix.Writes;
import io.camelmirror.tree.Content;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.ExtendedAttributes;
import io.camelmirror.tree.Held;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.PosixContent;
import io.camelmirror.tree.PosixDirectory;
import io.camelmirror.tree.PosixHeld;
import io.camelmirror.tree.Privileges;
import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** The calls as the C library has them, relative to open directories. */
final class PosixFileOperations implements FileOperations {

  private static final byte[] HERE = {'.'};
  private static final int OWNER_ONLY_DIRECTORY = 0700;
  private static final int OWNER_ONLY = 0600;
  private static final int TYPE_FIFO = 0010000;
  private static final int TYPE_CHARACTER_DEVICE = 0020000;
  private static final int TYPE_BLOCK_DEVICE = 0060000;

  /**
   * The last file system of the source from which only this process can copy; often the only one.
   */
  private volatile long notCopiedByKernel = -1;

  @Override
  public void createDirectory(Directory in, RawPath name) throws IOException {
    check(Writes.makeDirectory(fd(in), name.bytes(), OWNER_ONLY_DIRECTORY), in, name);
  }

  @Override
  public Held createFile(Directory in, RawPath name) throws IOException {
    int file = Writes.createFile(fd(in), name.bytes());
    check(file, in, name);
    return ((PosixDirectory) in).hold(file, name);
  }

  @Override
  public void createLink(Directory in, RawPath name, RawPath target) throws IOException {
    int result = Writes.makeLink(target.bytes(), fd(in), name.bytes());
    if (isDenied(result)) {
      throw new CannotKeepException(Facet.LINKS, "the replica's file system has none");
    }
    check(result, in, name);
  }

  @Override
  public void createNode(Directory in, RawPath name, Entry like) throws IOException {
    int result = Writes.makeNode(fd(in), name.bytes(), type(like.kind()) | OWNER_ONLY, like.rdev());
    if (isDenied(result)) {
      throw like.kind().isDevice()
          ? new CannotKeepException(Facet.DEVICES, "only root may make them")
          : new CannotKeepException(Facet.FIFOS, "the replica's file system has none");
    }
    check(result, in, name);
  }

  private static int type(Kind kind) {
    return switch (kind) {
      case FIFO -> TYPE_FIFO;
      case CHARACTER_DEVICE -> TYPE_CHARACTER_DEVICE;
      case BLOCK_DEVICE -> TYPE_BLOCK_DEVICE;
      default -> throw new IllegalArgumentException(kind.name());
    };
  }

  @Override
  public void createName(Directory from, RawPath file, Directory in, RawPath name)
      throws IOException {
    int result = Writes.linkHard(fd(from), file.bytes(), fd(in), name.bytes());
    if (isDenied(result) || result == -Errno.EMLINK || result == -Errno.EXDEV) {
      throw new CannotKeepException(
          Facet.HARD_LINKS, isDenied(result), Errno.exception(result, path(in, name)));
    }
    check(result, in, name);
  }

  @Override
  public long copy(Content from, Entry entry, Held to, boolean sparse, BooleanSupplier aborted)
      throws IOException {
    long device = entry.inode().device();
    ContentCopy copy =
        new ContentCopy(fd(from), fd(to), entry.size(), device != notCopiedByKernel, aborted);
    long copied = sparse ? copy.data() : copy.everything();
    if (copy.isOutOfReach()) {
      notCopiedByKernel = device;
    }
    if (copied < 0) {
      throw Errno.exception((int) copied, to.path());
    }
    return copied;
  }

  @Override
  public void setMode(Held in, RawPath name, int mode) throws IOException {
    int result =
        isFile(in) ? Writes.setMode(fd(in), mode) : Writes.setMode(fd(in), name.bytes(), mode);
    if (isDenied(result) && isOwn(entry(in, name))) {
      throw new CannotKeepException(Facet.MODES, true, Errno.exception(result, path(in, name)));
    }
    check(result, in, name);
  }

  @Override
  public void setModified(Held in, RawPath name, FileTime time) throws IOException {
    Instant instant = time.toInstant();
    long seconds = instant.getEpochSecond();
    int nanos = instant.getNano();
    int result =
        isFile(in)
            ? Writes.setModified(fd(in), seconds, nanos)
            : Writes.setModified(fd(in), name.bytes(), seconds, nanos);
    check(result, in, name);
  }

  @Override
  public void setOwner(Held in, RawPath name, int uid, int gid) throws IOException {
    int result =
        isFile(in)
            ? Writes.setOwner(fd(in), uid, gid)
            : Writes.setOwner(fd(in), name.bytes(), uid, gid);
    if (isDenied(result) || result == -Errno.EINVAL) {
      throw new CannotKeepException(
          uid == -1 ? Facet.GROUPS : Facet.OWNERS, true, Errno.exception(result, path(in, name)));
    }
    check(result, in, name);
  }

  @Override
  public void setExtended(Held in, RawPath name, String attribute, byte[] value)
      throws IOException {
    byte[] key = attribute.getBytes(StandardCharsets.ISO_8859_1);
    int result =
        value == null
            ? Writes.removeAttribute(fd(in), name.bytes(), key)
            : Writes.setAttribute(fd(in), name.bytes(), key, value);
    if (value == null && (result == -Errno.ENODATA || result == -Errno.EOPNOTSUPP)) {
      return;
    }
    if (result == -Errno.EOPNOTSUPP) {
      throw new CannotKeepException(
          ExtendedAttributes.isAccessList(attribute) ? Facet.ACCESS_LISTS : Facet.ATTRIBUTES,
          "the replica's file system has none");
    }
    if (result < 0) {
      throw new ExtendedAttributeException(attribute, Errno.exception(result, path(in, name)));
    }
  }

  @Override
  public void rename(Directory in, RawPath from, RawPath to, boolean replace) throws IOException {
    int result = Writes.rename(fd(in), from.bytes(), fd(in), to.bytes(), !replace);
    if (!replace && (result == -Errno.EINVAL || result == -Errno.ENOSYS)) {
      // A file system that cannot tell.
      result = Writes.rename(fd(in), from.bytes(), fd(in), to.bytes(), false);
    }
    check(result, in, to);
  }

  @Override
  public boolean move(Directory from, RawPath name, Directory to, RawPath newName)
      throws IOException {
    int result = Writes.rename(fd(from), name.bytes(), fd(to), newName.bytes(), true);
    if (result == -Errno.EXDEV || result == -Errno.EINVAL || result == -Errno.ENOSYS) {
      return false;
    }
    check(result, to, newName);
    return true;
  }

  @Override
  public void sync(Held in, RawPath name) throws IOException {
    if (isFile(in)) {
      check(Writes.sync(fd(in)), in, name);
      return;
    }
    try (PosixContent content = ((PosixDirectory) in).open(name)) {
      check(Writes.sync(content.descriptor()), in, name);
    }
  }

  @Override
  public void syncFileSystem(Directory in) throws IOException {
    int root = Reads.openDirectory(fd(in), HERE, true, false);
    if (root < 0) {
      throw Errno.exception(root, in.path());
    }
    int result = Writes.syncFileSystem(root);
    Reads.close(root);
    if (result < 0) {
      throw Errno.exception(result, in.path());
    }
  }

  @Override
  public void delete(Directory in, RawPath name, boolean directory) throws IOException {
    check(Writes.delete(fd(in), name.bytes(), directory), in, name);
  }

  /** Whether the file system, not its owner, is to blame for what is denied. */
  private static boolean isOwn(Entry entry) {
    return Privileges.CURRENT.isRoot() || entry != null && entry.uid() == Privileges.CURRENT.uid();
  }

  private static Entry entry(Held in, RawPath name) throws IOException {
    return in instanceof Directory directory && name != RawPath.SELF
        ? directory.read(name)
        : in.self();
  }

  private static int fd(Held held) {
    return ((PosixHeld) held).descriptor();
  }

  /** Whether a file is held; a directory that is entered can only be changed by its path. */
  private static boolean isFile(Held held) {
    return held instanceof PosixContent;
  }

  private static boolean isDenied(int result) {
    return result == -Errno.EPERM || result == -Errno.EOPNOTSUPP || result == -Errno.ENOSYS;
  }

  private static void check(int result, Held in, RawPath name) throws IOException {
    if (result < 0) {
      throw Errno.exception(result, path(in, name));
    }
  }

  private static Path path(Held in, RawPath name) {
    return in.path().resolve(name.path());
  }
}
