package io.camelmirror.tree.local;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.PathPlace;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Way;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** A tree on systems without access to the C library. */
final class NioTree implements WritableTree {

  private static final Path HERE = Path.of(".");
  private static final ReadOptions FOLLOW =
      new ReadOptions(true, false, false, false, ReadOptions.Rights.READ);

  private final Path path;
  private final NioDirectory root;
  private final Mounts mounts;

  /** Opens a root. RACE: a name on the way may be exchanged between its check and its use. */
  NioTree(RootPath given, ReadOptions options) throws IOException {
    path = given.path();
    try (Way<PathPlace> way = given.followByPath()) {
      mounts = Mounts.below(way.real());
      root = NioDirectory.root(way.real(), options);
      if (!root.self().inode().equals(way.end().inode())) {
        root.close();
        throw new NoSuchFileException(path.toString());
      }
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public boolean isInPlace() throws IOException {
    return root.isSame(NioHandle.attributes(path, FOLLOW));
  }

  /** Knows the mounts that were there when the tree was opened. */
  @Override
  public boolean isMount(Path relative) {
    return mounts.below().contains(relative);
  }

  @Override
  public boolean hasMounts(Path relative) {
    return mounts.areIn(relative);
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
