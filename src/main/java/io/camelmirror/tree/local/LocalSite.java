package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.Posix;
import io.camelmirror.posix.PosixException;
import io.camelmirror.posix.Priority;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.ForeignLinkException;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.MountsInSource;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.UnusableFolderException;
import io.camelmirror.tree.Way;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Two folders on this machine. */
public final class LocalSite implements Site {

  private static final int[] OF_A_DISK = {
    Errno.EIO, Errno.ENXIO, Errno.ENODEV, Errno.ENOSPC, Errno.EROFS, Errno.ESTALE, Errno.EDQUOT
  };

  private static final int ANYONE = 0777;
  private static final int OWNER_ONLY = 0700;

  private final RootPath source;
  private final RootPath replica;
  private final Calls calls;
  private final FolderLock lock;
  private final Mounts mounts;
  private final Map<Path, RootPath> outside = new ConcurrentHashMap<>();

  /** True until both folders have been checked. */
  private volatile boolean unchecked;

  /** The API for accessing folders. */
  public enum Calls {
    /** C library calls relative to open descriptors. */
    POSIX,
    /** The {@code java.nio.file} API. */
    NIO;

    /** Returns POSIX if the C library is accessible. */
    public static Calls best() {
      return Posix.isAvailable() ? POSIX : NIO;
    }
  }

  public LocalSite(FolderPair folders) {
    this(folders, Calls.best());
  }

  public LocalSite(FolderPair folders, Calls calls) {
    this.calls = calls;
    source = new RootPath("source", folders.source());
    replica = new RootPath("replica", folders.replica());
    lock = new FolderLock(source, replica);
    // Anything mounted later is not part of the replica.
    mounts = Mounts.below(replica.real());
  }

  /** Creates a site with a source that may be missing. Both folders are checked when it appears. */
  public static LocalSite awaitingSource(FolderPair folders) {
    LocalSite site = new LocalSite(folders);
    site.unchecked = true;
    return site;
  }

  @Override
  public Path source() {
    return source.path();
  }

  @Override
  public Path replica() {
    return replica.path();
  }

  @Override
  public void createReplica() throws IOException {
    replica.create(calls, OWNER_ONLY);
  }

  @Override
  public void lock() throws UnusableFolderException, IOException {
    try {
      lock.acquire();
    } catch (FileSystemException e) {
      throw gone("replica", replica.path(), e);
    }
  }

  @Override
  public void unlock() {
    lock.close();
  }

  @Override
  public boolean isReplicaFailure(IOException failure) {
    return PosixException.is(failure, OF_A_DISK) || !Files.isDirectory(replica.path());
  }

  @Override
  public Trees open(ReadOptions options, boolean replicaMayBeMissing) throws IOException {
    if (unchecked) {
      check();
    }
    Tree from = openSource(options);
    try {
      return new Trees(from, openReplica(options.ofReplica(), replicaMayBeMissing));
    } catch (IOException | RuntimeException e) {
      from.close();
      throw e;
    }
  }

  private void check() throws IOException {
    try {
      FolderPair.of(source.path(), replica.path());
      unchecked = false;
    } catch (UnusableFolderException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Tree openSource(ReadOptions options) throws IOException {
    try {
      if (calls == Calls.NIO) {
        return new NioTree(source, options);
      }
      try (Way<DescriptorPlace> way = source.follow()) {
        return new PosixTree.OfSource(source.path(), way.end(), options);
      }
    } catch (FileSystemException e) {
      throw gone("source", source.path(), e);
    }
  }

  private WritableTree openReplica(ReadOptions options, boolean mayBeMissing) throws IOException {
    try {
      return openWritable(replica, options, mounts::covers);
    } catch (NoSuchFileException e) {
      if (mayBeMissing) {
        return new MissingTree(replica.path());
      }
      throw gone("replica", replica.path(), e);
    } catch (FileSystemException e) {
      throw gone("replica", replica.path(), e);
    }
  }

  private WritableTree openWritable(RootPath root, ReadOptions options, Predicate<Path> crossing)
      throws IOException {
    if (calls == Calls.NIO) {
      return new NioTree(root, options);
    }
    try (Way<DescriptorPlace> way = root.follow()) {
      if (root == replica && lock.isOnAnother(way.end().inode())) {
        throw new GoneException("replica", root.path(), "it was exchanged just now");
      }
      return new WritablePosixTree(root.path(), way, options, crossing);
    }
  }

  /** Distinguishes a missing root from other failures. */
  private static IOException gone(String role, Path folder, FileSystemException cause) {
    if (!folder.toString().equals(cause.getFile()) && !(cause instanceof ForeignLinkException)) {
      return cause;
    }
    IOException gone = new GoneException(role, folder, FailureText.of(cause));
    gone.initCause(cause);
    return gone;
  }

  @Override
  public void makeThreadIdle() {
    if (Posix.isAvailable()) {
      Priority.makeThreadIdle();
    }
  }

  @Override
  public MountsInSource mountsInSource() {
    return MountsInSource.of(new FolderPair(source.real(), replica.real()));
  }

  @Override
  public WritableTree openOutside(Path folder, ReadOptions options, boolean create)
      throws IOException {
    if (!create) {
      return openWritable(outside(folder), options, path -> false);
    }
    // The folder is new; the one above it must be the same as before.
    RootPath above = outside(folder.toAbsolutePath().getParent());
    above.create(calls, OWNER_ONLY);
    if (calls == Calls.NIO) {
      above.followByPath().close();
      RootPath made = new RootPath("trash", folder);
      made.create(calls, OWNER_ONLY);
      return new NioTree(made, options);
    }
    try (Way<DescriptorPlace> way = above.follow();
        DescriptorPlace made = way.end().make(RawPath.nameOf(folder), OWNER_ONLY)) {
      return new WritablePosixTree(folder, made, true, options, path -> false);
    }
  }

  private RootPath outside(Path folder) {
    return outside.computeIfAbsent(folder, path -> new RootPath("trash", path));
  }

  /** Creates a folder and its parents; does nothing if it exists. */
  public static void createFolder(Path folder) throws IOException {
    new RootPath("folder", folder).create(Calls.best(), ANYONE);
  }

  /** A replica that does not exist, for a dry run, which does not create it. */
  private record MissingTree(Path path) implements WritableTree {

    @Override
    public boolean isInPlace() {
      return false;
    }

    @Override
    public WritableDirectory open(Path relative) throws IOException {
      throw new NoSuchFileException(path.toString());
    }

    @Override
    public WritableDirectory enter(Path relative) throws IOException {
      return open(relative);
    }

    @Override
    public Entry read(Path relative) {
      return null;
    }

    @Override
    public Set<Capability> withoutCalls() {
      return Set.of();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
