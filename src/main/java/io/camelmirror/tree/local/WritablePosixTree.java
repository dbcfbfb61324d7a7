package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.ErrnoException;
import io.camelmirror.posix.Reads;
import io.camelmirror.tree.Capability;
import io.camelmirror.tree.ReadOptions;
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

  /**
   * Takes over the descriptor of a root.
   *
   * @param path the path as the user gave it
   * @param mounts accepts the relative paths that may cross into another mount
   */
  WritablePosixTree(Path path, DescriptorPlace root, ReadOptions options, Predicate<Path> mounts) {
    super(path, root, options, mounts);
  }

  @Override
  WritablePosixDirectory directory(int descriptor, Path at, ReadOptions options) {
    return new WritablePosixDirectory(descriptor, at, options);
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
