package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.ErrnoException;
import io.camelmirror.posix.Posix;
import io.camelmirror.posix.Reads;
import io.camelmirror.posix.Stat;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A tree whose root is open as a descriptor; paths are resolved relative to it. */
abstract class PosixTree<D extends PosixDirectory> implements Tree {

  /** The kernel accepts paths up to 4,096 bytes; longer paths are walked in pieces. */
  private static final int LONGEST = 4000;

  private static final byte[] SELF = {'.'};

  private static volatile boolean kernelResolves = true;

  private final Path path;
  private final ReadOptions options;
  private final Predicate<Path> mounts;
  private final byte[] raw;
  private final int descriptor;
  private final Entry.Inode inode;

  private final DirectoryCache<D> entered = new DirectoryCache<>();

  /** Reference count; the last user closes the descriptor. */
  private final AtomicInteger users = new AtomicInteger(1);

  /**
   * Takes over the descriptor of a root.
   *
   * @param path the path as the user gave it
   * @param mounts accepts the relative paths that may cross into another mount
   */
  PosixTree(Path path, DescriptorPlace root, ReadOptions options, Predicate<Path> mounts) {
    this.path = path;
    this.mounts = mounts;
    this.options = options;
    this.raw = RawPath.of(path).bytes();
    inode = root.inode();
    descriptor = root.take();
  }

  @Override
  public Path path() {
    return path;
  }

  /** Whoever may have changed the way: if it leads to the same root, it is still right. */
  @Override
  public boolean isInPlace() throws IOException {
    try {
      Stat now = Reads.stat(Posix.NO_DIRECTORY, raw, true);
      return now != null && inode.equals(new Entry.Inode(now.device(), now.inode()));
    } catch (ErrnoException e) {
      throw e.about(path);
    }
  }

  /** Creates the directory object, which takes ownership of the descriptor. */
  abstract D directory(int descriptor, Path at, ReadOptions options);

  /** Returns true if the path may cross into another mount. */
  final boolean allowsMount(Path relative) {
    return mounts.test(relative);
  }

  @Override
  public boolean isMount(Path relative) throws IOException {
    try (PosixDirectory in = enter(Tree.parentOf(relative))) {
      RawPath name = RawPath.nameOf(relative);
      long above = Reads.mount(in.descriptor(), RawPath.SELF.bytes());
      if (above != 0) {
        return Reads.mount(in.descriptor(), name.bytes()) != above;
      }
      // Before Linux 5.8.
      Entry entry = in.read(name);
      return mounts.test(relative) && !mounts.test(Tree.parentOf(relative))
          || entry != null && entry.inode().device() != in.self().inode().device();
    } catch (ErrnoException e) {
      if (e.number() == Errno.ENOENT) {
        return false;
      }
      throw e.about(path.resolve(relative));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public D open(Path relative) throws IOException {
    acquire();
    try {
      return directory(walk(relative, true), relative);
    } finally {
      release();
    }
  }

  @Override
  public D enter(Path relative) throws IOException {
    D directory = enter(relative, false);
    if (directory == null) {
      throw new NoSuchFileException(path.resolve(relative).toString());
    }
    return directory;
  }

  /**
   * Avoids the cost of an exception: orphans below a folder that the source lost look it up again
   * and again.
   */
  @Override
  public D enterIfThere(Path relative) throws IOException {
    return enter(relative, true);
  }

  /**
   * Enters a directory or reuses a cached one.
   *
   * @param believe trust a cached "does not exist"; without it, the directory may have been created
   *     since
   * @return null if it does not exist
   */
  private D enter(Path relative, boolean believe) throws IOException {
    // After the root is closed, the cache is empty.
    DirectoryCache.Entered<D> last = entered.find(relative);
    if (last != null && (believe || last.directory() != null)) {
      return last.directory();
    }
    acquire();
    try {
      int opened = walk(relative, false);
      D directory = opened == -Errno.ENOENT ? null : directory(opened, relative);
      entered.keep(relative, directory);
      return directory;
    } finally {
      release();
    }
  }

  private D directory(int opened, Path relative) throws IOException {
    if (opened < 0) {
      throw failure(opened, path.resolve(relative));
    }
    return directory(opened, path.resolve(relative), options);
  }

  private int walk(Path relative, boolean list) {
    byte[] names = RawPath.of(relative).bytes();
    return walk(names.length == 0 ? SELF : names, list, mounts.test(relative));
  }

  /**
   * Opens one piece of the path after another. Directories on the way need search permission only.
   */
  private int walk(byte[] raw, boolean list, boolean mounts) {
    int at = descriptor;
    int from = 0;
    while (true) {
      int end = endOfPiece(raw, from);
      boolean last = end == raw.length;
      int next = step(at, Arrays.copyOfRange(raw, from, end), list && last, mounts);
      if (next == -Errno.ENOSYS || next == -Errno.EPERM && kernelResolves) {
        kernelResolves = false;
        continue;
      }
      if (at != descriptor) {
        Reads.close(at);
      }
      if (next < 0 || last) {
        return next;
      }
      at = next;
      from = end + 1;
    }
  }

  private int step(int at, byte[] piece, boolean list, boolean mounts) {
    return options.followLinks() || !kernelResolves
        ? Reads.openDirectory(at, piece, list, options.followLinks())
        : Reads.openDirectoryBelow(at, piece, list, mounts);
  }

  /**
   * The end of the next piece: the last slash within the kernel's limit, or the end of the path.
   */
  private int endOfPiece(byte[] raw, int from) {
    int longest = options.followLinks() || kernelResolves ? LONGEST : 0;
    if (raw.length - from <= longest) {
      return raw.length;
    }
    int end = -1;
    for (int i = from; i < raw.length && (end < 0 || i - from <= longest); i++) {
      if (raw[i] == '/') {
        end = i;
      }
    }
    return end < 0 ? raw.length : end;
  }

  final IOException failure(int result, Path about) {
    if (result == -Errno.EXDEV) {
      return new FileSystemException(
          about.toString(), null, "another file system was mounted there while the mirror runs");
    }
    // ELOOP means that a link stands where a directory was expected.
    return result == -Errno.ELOOP && !options.followLinks()
        ? new NotDirectoryException(about.toString())
        : Errno.exception(result, about);
  }

  private void acquire() {
    if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      throw new ClosedFileSystemException();
    }
  }

  private void release() {
    if (users.decrementAndGet() == 0) {
      entered.close();
      Reads.close(descriptor);
    }
  }

  @Override
  public void close() {
    release();
  }

  static final class OfSource extends PosixTree<PosixDirectory> {

    OfSource(Path path, DescriptorPlace root, ReadOptions options) {
      super(path, root, options, below -> true);
    }

    @Override
    PosixDirectory directory(int descriptor, Path at, ReadOptions options) {
      return new PosixDirectory(descriptor, at, options);
    }
  }
}
