package io.camelmirror.watched;

import io.camelmirror.tree.Capability;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableHandle;
import io.camelmirror.tree.WritableTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The tree of a source. */
record WatchedTree(Tree inner, Watch watch) implements Tree {

  @Override
  public Path path() {
    return inner.path();
  }

  @Override
  public boolean isInPlace() throws IOException {
    return inner.isInPlace();
  }

  @Override
  public boolean isMount(Path relative) throws IOException {
    return inner.isMount(relative);
  }

  @Override
  public Directory open(Path relative) throws IOException {
    return new WatchedDirectory(inner.open(relative), watch);
  }

  @Override
  public Directory enter(Path relative) throws IOException {
    return new WatchedDirectory(inner.enter(relative), watch);
  }

  @Override
  public Directory enterIfThere(Path relative) throws IOException {
    Directory entered = inner.enterIfThere(relative);
    return entered == null ? null : new WatchedDirectory(entered, watch);
  }

  @Override
  public void close() {
    inner.close();
  }

  /** The tree of a replica, or of a trash. */
  record Writable(WritableTree inner, Watch watch) implements WritableTree {

    @Override
    public Path path() {
      return inner.path();
    }

    @Override
    public boolean isInPlace() throws IOException {
      return inner.isInPlace();
    }

    @Override
    public boolean isMount(Path relative) throws IOException {
      return inner.isMount(relative);
    }

    @Override
    public boolean hasMounts(Path relative) throws IOException {
      return inner.hasMounts(relative);
    }

    @Override
    public WritableDirectory open(Path relative) throws IOException {
      return new WatchedWritableDirectory(inner.open(relative), watch);
    }

    @Override
    public WritableDirectory enter(Path relative) throws IOException {
      return new WatchedWritableDirectory(inner.enter(relative), watch);
    }

    @Override
    public Set<Capability> withoutCalls() {
      return inner.withoutCalls();
    }

    @Override
    public void requireNoMount(WritableDirectory in, WritableHandle entry, Path relative)
        throws IOException {
      inner.requireNoMount(
          WatchedWritableDirectory.inner(in), ((WatchedHandle<?>) entry).inner(), relative);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
