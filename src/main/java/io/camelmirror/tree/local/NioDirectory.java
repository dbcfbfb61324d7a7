package io.camelmirror.tree.local;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Map;
import java.util.Set;

/**
 * A directory opened as a {@link SecureDirectoryStream}. Accessed by path if Java has no such
 * stream, or if this user may not read the directory.
 */
final class NioDirectory extends NioHandle implements WritableDirectory {

  private static final Path HERE = Path.of(".");
  private static final FileAttribute<?> OWNER_ONLY_FILE = only("rw-------");
  private static final FileAttribute<?> OWNER_ONLY_DIRECTORY = only("rwx------");
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

  private final SecureDirectoryStream<Path> stream;

  private NioDirectory(
      Path path,
      PosixFileAttributeView view,
      SecureDirectoryStream<Path> stream,
      ReadOptions options)
      throws IOException {
    super(path, view, options);
    this.stream = stream;
  }

  /** Opens a root that is not a link. */
  static NioDirectory root(Path path, ReadOptions options) throws IOException {
    byPath(path, ReadOptions.PLAIN);
    return byPath(path, options).enter(HERE);
  }

  private static NioDirectory byPath(Path path, ReadOptions options) throws IOException {
    NioDirectory directory =
        new NioDirectory(
            path,
            Files.getFileAttributeView(path, PosixFileAttributeView.class, links(options)),
            null,
            options);
    if (!directory.isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
    return directory;
  }

  /** Opens a subdirectory, or this directory again. */
  NioDirectory enter(Path name) throws IOException {
    Path full = name.equals(HERE) ? path() : reached().resolve(name);
    // Check the type first: opening a FIFO would block until another process opens its other end.
    NioDirectory byPath = byPath(full, options());
    DirectoryStream<Path> opened;
    try {
      opened = stream(name, full);
    } catch (AccessDeniedException e) {
      return byPath;
    }
    if (!(opened instanceof SecureDirectoryStream<Path> secure)) {
      opened.close();
      return byPath;
    }
    NioDirectory held =
        new NioDirectory(
            full, secure.getFileAttributeView(PosixFileAttributeView.class), secure, options());
    if (!held.isSame(byPath)) {
      held.close();
      throw new NotDirectoryException(full.toString());
    }
    return held;
  }

  private DirectoryStream<Path> stream(Path name, Path full) throws IOException {
    return stream == null
        ? Files.newDirectoryStream(full)
        : stream.newDirectoryStream(name, links(options()));
  }

  /** The attribute view of a name in this directory. */
  PosixFileAttributeView view(Path name) throws IOException {
    Class<PosixFileAttributeView> type = PosixFileAttributeView.class;
    return stream == null
        ? Files.getFileAttributeView(reached().resolve(name), type, links(options()))
        : stream.getFileAttributeView(name, type, links(options()));
  }

  @Override
  public NameList list(RawPath after) throws IOException {
    NameList.Builder names = new NameList.Builder(after);
    try (DirectoryStream<Path> listing = stream(HERE, path())) {
      listing.forEach(child -> names.add(RawPath.nameOf(child).bytes()));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names.build();
  }

  @Override
  public Entry read(RawPath name) throws IOException {
    Path full = path().resolve(name.path());
    Map<String, Object> found = attributes(full, options());
    // If not, the path leads elsewhere, which reached() reports, or the entry has changed.
    return entry(
        full, isHeld(name, found) ? found : attributes(reached(name), options()), options());
  }

  /** Returns true if the object found by path is also the one in the open directory. */
  private boolean isHeld(RawPath name, Map<String, Object> found) throws IOException {
    return found != null
        && stream != null
        && view(name.path()).readAttributes().fileKey().equals(found.get("fileKey"));
  }

  @Override
  public NioEntry open(RawPath name) throws IOException {
    return openFile(name, options().followLinks() ? Set.of(StandardOpenOption.READ) : READ);
  }

  @Override
  public NioEntry createFile(RawPath name) throws IOException {
    return openFile(name, CREATE, OWNER_ONLY_FILE);
  }

  private NioEntry openFile(RawPath name, Set<OpenOption> how, FileAttribute<?>... attributes)
      throws IOException {
    FileChannel channel =
        stream == null
            ? FileChannel.open(reached(name), how, attributes)
            : (FileChannel) stream.newByteChannel(name.path(), how, attributes);
    try {
      return new NioEntry(this, name.path(), channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public NioEntry openEntry(RawPath name) throws IOException {
    return new NioEntry(this, name.path(), null);
  }

  @Override
  public void createDirectory(RawPath name) throws IOException {
    Files.createDirectory(reached(name), OWNER_ONLY_DIRECTORY);
  }

  @Override
  public void createLink(RawPath name, RawPath target) throws IOException {
    Files.createSymbolicLink(reached(name), target.path());
  }

  @Override
  public void createNode(RawPath name, Kind kind, long rdev) throws IOException {
    throw notSupported(path().resolve(name.path()));
  }

  @Override
  public void createHardLink(WritableHandle entry, RawPath name) throws IOException {
    try {
      Files.createLink(reached(name), ((NioHandle) entry).reached());
    } catch (UnsupportedOperationException e) {
      throw notSupported(path().resolve(name.path()));
    }
  }

  @Override
  public void rename(RawPath from, RawPath to, boolean replace) throws IOException {
    move(from, this, to, replace);
  }

  @Override
  public boolean move(RawPath name, WritableDirectory to, RawPath newName) throws IOException {
    try {
      move(name, (NioDirectory) to, newName, false);
      return true;
    } catch (AtomicMoveNotSupportedException e) {
      return false;
    }
  }

  /** RACE: an entry that takes the new name between the check and the move is overwritten. */
  private void move(RawPath name, NioDirectory to, RawPath newName, boolean replace)
      throws IOException {
    if (!replace && to.read(newName) != null) {
      throw new FileAlreadyExistsException(to.path().resolve(newName.path()).toString());
    }
    if (stream == null || to.stream == null) {
      Files.move(reached(name), to.reached(newName), StandardCopyOption.ATOMIC_MOVE);
    } else {
      stream.move(name.path(), to.stream, newName.path());
    }
  }

  @Override
  public void delete(RawPath name, boolean directory) throws IOException {
    if (stream == null) {
      Files.delete(reached(name));
    } else if (directory) {
      stream.deleteDirectory(name.path());
    } else {
      stream.deleteFile(name.path());
    }
  }

  @Override
  public void sync() throws IOException {
    try (FileChannel self = FileChannel.open(reached(), StandardOpenOption.READ)) {
      self.force(true);
    }
  }

  @Override
  public void syncFileSystem() throws IOException {
    sync();
  }

  @Override
  public void close() {
    close(stream);
  }
}
