package io.camelmirror.pass;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The replica of a dry run. Directories that would have been moved are found at their new paths, so
 * that the march goes on in them.
 */
record DryReplica(WritableTree real, Map<Path, Path> moved) implements WritableTree {

  DryReplica(WritableTree real) {
    this(real, new ConcurrentHashMap<>());
  }

  /** Has everything at and below a path found at another path as well. */
  void move(Path from, Path to) {
    moved.put(to, whereIs(from));
  }

  private Path whereIs(Path relative) {
    if (moved.isEmpty()) {
      return relative;
    }
    for (Path above = relative; above != null; above = above.getParent()) {
      Path from = moved.get(above);
      if (from != null) {
        int names = above.getNameCount();
        return names == relative.getNameCount()
            ? from
            : from.resolve(relative.subpath(names, relative.getNameCount()));
      }
    }
    return relative;
  }

  @Override
  public Path path() {
    return real.path();
  }

  @Override
  public boolean isInPlace() throws IOException {
    return real.isInPlace();
  }

  @Override
  public boolean isReachableByOthers() {
    return real.isReachableByOthers();
  }

  @Override
  public Set<Capability> withoutCalls() {
    return real.withoutCalls();
  }

  @Override
  public boolean isMount(Path relative) throws IOException {
    return real.isMount(whereIs(relative));
  }

  @Override
  public boolean hasMounts(Path relative) throws IOException {
    return real.hasMounts(whereIs(relative));
  }

  @Override
  public WritableDirectory open(Path relative) throws IOException {
    return real.open(whereIs(relative));
  }

  @Override
  public WritableDirectory enter(Path relative) throws IOException {
    return real.enter(whereIs(relative));
  }

  @Override
  public Entry read(Path relative) throws IOException {
    return real.read(whereIs(relative));
  }

  @Override
  public void requireNoMount(WritableDirectory in, WritableHandle entry, Path relative)
      throws IOException {
    real.requireNoMount(in, entry, whereIs(relative));
  }

  @Override
  public void close() {
    real.close();
  }
}
