package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.ErrnoException;
import io.camelmirror.posix.Reads;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Way;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;

/** The tree of a replica, or of a trash. */
final class WritablePosixTree extends PosixTree<WritablePosixDirectory> implements WritableTree {

  private static final byte[] SELF = {};

  private final boolean reachable;

  /** What was mounted below the root when this was first asked for; null before. */
  private volatile Mounts mounted;

  private final WritablePosixDirectory.DefaultLists lists =
      new WritablePosixDirectory.DefaultLists();

  /**
   * Takes over the descriptor of a root.
   *
   * @param path the path as the user gave it
   * @param way the way to the root
   * @param mounts accepts the relative paths that may cross into another mount
   */
  WritablePosixTree(
      Path path, Way<DescriptorPlace> way, ReadOptions options, Predicate<Path> mounts) {
    this(path, way.end(), !way.isBarred(), options, mounts);
  }

  /**
   * Takes over the descriptor of a root.
   *
   * @param reachable users other than root and this one may reach the root
   */
  WritablePosixTree(
      Path path,
      DescriptorPlace root,
      boolean reachable,
      ReadOptions options,
      Predicate<Path> mounts) {
    super(path, root, options, mounts);
    this.reachable = reachable;
  }

  @Override
  public boolean isReachableByOthers() {
    return reachable;
  }

  @Override
  WritablePosixDirectory directory(int descriptor, Path at, ReadOptions options) {
    return new WritablePosixDirectory(descriptor, at, options, lists);
  }

  @Override
  public WritablePosixDirectory open(Path relative) throws IOException {
    WritablePosixDirectory opened = super.open(relative);
    try {
      opened.opensForListing();
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public WritablePosixDirectory enterParent(Path relative) throws IOException {
    return (WritablePosixDirectory) WritableTree.super.enterParent(relative);
  }

  @Override
  public Set<Capability> withoutCalls() {
    return Set.of();
  }

  @Override
  public boolean hasMounts(Path relative) throws IOException {
    Mounts now = mounted;
    if (now == null) {
      now = Mounts.below(path().toRealPath());
      mounted = now;
    }
    return now.areIn(relative);
  }

  @Override
  public void requireNoMount(WritableDirectory in, WritableHandle entry, Path relative)
      throws IOException {
    if (allowsMount(relative)) {
      return;
    }
    try {
      long own = Reads.mount(((PosixHandle) in).descriptor(), SELF);
      if (Reads.mount(((PosixHandle) entry).descriptor(), SELF) != own) {
        throw failure(-Errno.EXDEV, path().resolve(relative));
      }
    } catch (ErrnoException e) {
      throw e.about(path().resolve(relative));
    }
  }
}
