package io.camelmirror.tree.memory;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Set;

/** A tree of memory nodes. Links are never followed. */
final class MemoryTree implements WritableTree {

  private final MemorySite site;
  private final Path path;
  private final MemoryNode root;
  private final ReadOptions options;

  MemoryTree(MemorySite site, Path path, MemoryNode root, ReadOptions options) {
    this.site = site;
    this.path = path;
    this.root = root;
    this.options = options;
  }

  /** Guards all nodes of a site. */
  Object lock() {
    return site;
  }

  ReadOptions options() {
    return options;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public boolean isInPlace() {
    return site.find(path, false) == root;
  }

  @Override
  public MemoryDirectory open(Path relative) throws IOException {
    MemoryDirectory at = new MemoryDirectory(this, root, path);
    for (Path name : relative) {
      if (!name.toString().isEmpty()) {
        MemoryNode child = at.child(RawPath.nameOf(name));
        if (child.kind != Kind.DIRECTORY) {
          throw new NotDirectoryException(at.path().resolve(name).toString());
        }
        at = new MemoryDirectory(this, child, at.path().resolve(name));
      }
    }
    return at;
  }

  @Override
  public MemoryDirectory enter(Path relative) throws IOException {
    return open(relative);
  }

  @Override
  public Set<Capability> withoutCalls() {
    return Set.of();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
