package io.camelmirror.tree.local;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** A tree on systems without access to the C library. */
final class NioTree implements WritableTree {

  private static final Path HERE = Path.of(".");

  private final NioDirectory root;

  NioTree(Path path, ReadOptions options) throws IOException {
    root = NioDirectory.root(path, options);
  }

  @Override
  public Path path() {
    return root.path();
  }

  @Override
  public boolean isInPlace() throws IOException {
    return root.isSame(NioHandle.attributes(path(), ReadOptions.PLAIN));
  }

  /** Opens each directory on the way, so that no link is followed. */
  @Override
  public NioDirectory open(Path relative) throws IOException {
    NioDirectory at = root.enter(HERE);
    for (Path name : relative) {
      if (!name.toString().isEmpty()) {
        try (NioDirectory above = at) {
          at = above.enter(name);
        }
      }
    }
    return at;
  }

  @Override
  public NioDirectory enter(Path relative) throws IOException {
    return open(relative);
  }

  @Override
  public Set<Capability> withoutCalls() {
    return EnumSet.of(
        Capability.LINK_TIMES,
        Capability.XATTRS,
        Capability.ACLS,
        Capability.SPARSE,
        Capability.FIFOS,
        Capability.DEVICES);
  }

  @Override
  public void close() {
    root.close();
  }
}
