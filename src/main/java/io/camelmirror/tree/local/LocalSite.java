package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.Posix;
import io.camelmirror.posix.PosixException;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.GoneException;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Site;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import io.camelmirror.tree.UnusableFolderException;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/** Two folders on this machine. */
public final class LocalSite implements Site {

  private static final int[] OF_A_DISK = {
    Errno.EIO, Errno.ENXIO, Errno.ENODEV, Errno.ENOSPC, Errno.EROFS, Errno.ESTALE, Errno.EDQUOT
  };

  private final FolderPair folders;
  private final Calls calls;
  private final FolderLock lock;
  private final Mounts mounts;

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
    this.folders = folders;
    this.calls = calls;
    lock = new FolderLock(folders.replica());
    // Anything mounted later is not part of the replica.
    mounts = Mounts.below(folders.replica());
  }

  @Override
  public Path source() {
    return folders.source();
  }

  @Override
  public Path replica() {
    return folders.replica();
  }

  @Override
  public void createReplica() throws IOException {
    createPrivate(folders.replica());
  }

  @Override
  public void lock() throws UnusableFolderException, IOException {
    try {
      lock.acquire();
    } catch (FileSystemException e) {
      throw gone("replica", folders.replica(), e);
    }
  }

  @Override
  public void unlock() {
    lock.close();
  }

  @Override
  public boolean isReplicaFailure(IOException failure) {
    return PosixException.is(failure, OF_A_DISK) || !Files.isDirectory(folders.replica());
  }

  @Override
  public Trees open(ReadOptions options, boolean replicaMayBeMissing) throws IOException {
    Tree source = openSource(options);
    try {
      return new Trees(source, openReplica(options.ofReplica(), replicaMayBeMissing));
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private Tree openSource(ReadOptions options) throws IOException {
    try {
      return switch (calls) {
        case POSIX -> new PosixTree.OfSource(folders.source(), options);
        case NIO -> new NioTree(folders.source(), options);
      };
    } catch (FileSystemException e) {
      throw gone("source", folders.source(), e);
    }
  }

  private WritableTree openReplica(ReadOptions options, boolean mayBeMissing) throws IOException {
    Path folder = folders.replica();
    try {
      return switch (calls) {
        case POSIX -> new WritablePosixTree(folder, options, mounts::covers);
        case NIO -> new NioTree(folder, options);
      };
    } catch (NoSuchFileException e) {
      if (mayBeMissing) {
        return new MissingTree(folder);
      }
      throw gone("replica", folder, e);
    } catch (FileSystemException e) {
      throw gone("replica", folder, e);
    }
  }

  /** Distinguishes a missing root from other failures. */
  private static IOException gone(String role, Path folder, FileSystemException cause) {
    if (!folder.toString().equals(cause.getFile())) {
      return cause;
    }
    IOException gone = new GoneException(role, folder, FailureText.of(cause));
    gone.initCause(cause);
    return gone;
  }

  @Override
  public WritableTree openOutside(Path folder, ReadOptions options, boolean create)
      throws IOException {
    if (create) {
      createPrivate(folder.getParent());
      createPrivate(folder);
    }
    return switch (calls) {
      case POSIX -> new WritablePosixTree(folder, options, path -> false);
      case NIO -> new NioTree(folder, options);
    };
  }

  /** Creates a folder and its parents; does nothing if it exists. */
  public static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
  }

  /** Creates a folder that only this user can enter; does nothing if it exists. */
  private static void createPrivate(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, NioHandle.only("rwx------"));
    }
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
