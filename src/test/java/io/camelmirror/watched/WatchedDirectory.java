package io.camelmirror.watched;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reports each read of a directory to a {@link Watch}. */
final class WatchedDirectory implements Directory {

  private final Directory inner;
  private final Watch watch;

  WatchedDirectory(Directory inner, Watch watch) {
    this.inner = inner;
    this.watch = watch;
  }

  /** The directory itself; trees of one kind know each other's directories by their class. */
  static Directory inner(Directory directory) {
    if (directory instanceof WatchedDirectory watched) {
      return watched.inner;
    }
    return directory instanceof WatchedWritableDirectory watched ? watched.inner() : directory;
  }

  @Override
  public Path path() {
    return inner.path();
  }

  @Override
  public Entry self() throws IOException {
    return inner.self();
  }

  @Override
  public NameList list(RawPath after) throws IOException {
    watch.reads("list", path());
    return watch.list(inner, after);
  }

  @Override
  public boolean isEmpty() throws IOException {
    watch.reads("list", path());
    return inner.isEmpty();
  }

  @Override
  public long count(Consumer<RawPath> directories) throws IOException {
    watch.reads("list", path());
    return inner.count(directories);
  }

  @Override
  public Entry read(RawPath name) throws IOException {
    watch.reads("read", path().resolve(name.path()));
    return inner.read(name);
  }

  @Override
  public Entry.Pair read(RawPath name, Directory other) throws IOException {
    watch.reads("read", path().resolve(name.path()));
    watch.reads("read", other.path().resolve(name.path()));
    return inner.read(name, inner(other));
  }

  @Override
  public OpenFile open(RawPath name) throws IOException {
    watch.reads("open", path().resolve(name.path()));
    return inner.open(name);
  }

  @Override
  public void close() {
    inner.close();
  }
}
