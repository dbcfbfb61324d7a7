package io.camelmirror.watched;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableFile;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.util.function.Consumer;

/** A directory of the replica, or of a trash. */
final class WatchedWritableDirectory extends WatchedHandle<WritableDirectory>
    implements WritableDirectory {

  private final WatchedDirectory reading;

  WatchedWritableDirectory(WritableDirectory inner, Watch watch) {
    super(inner, watch);
    reading = new WatchedDirectory(inner, watch);
  }

  static WritableDirectory inner(WritableDirectory directory) {
    return ((WatchedWritableDirectory) directory).inner();
  }

  private void writes(String call, RawPath name) throws IOException {
    watch().writes(call, path().resolve(name.path()));
  }

  @Override
  public NameList list(RawPath after) throws IOException {
    return reading.list(after);
  }

  @Override
  public boolean isEmpty() throws IOException {
    return reading.isEmpty();
  }

  @Override
  public long count(Consumer<RawPath> directories) throws IOException {
    return reading.count(directories);
  }

  @Override
  public Entry read(RawPath name) throws IOException {
    return reading.read(name);
  }

  @Override
  public Entry.Pair read(RawPath name, Directory other) throws IOException {
    return reading.read(name, other);
  }

  @Override
  public OpenFile open(RawPath name) throws IOException {
    return reading.open(name);
  }

  @Override
  public WritableHandle openEntry(RawPath name) throws IOException {
    watch().reads("openEntry", path().resolve(name.path()));
    return new WatchedHandle<>(inner().openEntry(name), watch());
  }

  @Override
  public WritableFile createFile(RawPath name) throws IOException {
    writes("createFile", name);
    return new WatchedHandle.OfFile(inner().createFile(name), watch());
  }

  @Override
  public void createDirectory(RawPath name) throws IOException {
    writes("createDirectory", name);
    inner().createDirectory(name);
  }

  @Override
  public void createLink(RawPath name, RawPath target) throws IOException {
    writes("createLink", name);
    inner().createLink(name, target);
  }

  @Override
  public void createNode(RawPath name, Kind kind, long rdev) throws IOException {
    writes("createNode", name);
    inner().createNode(name, kind, rdev);
  }

  @Override
  public void createHardLink(WritableHandle entry, RawPath name) throws IOException {
    writes("createHardLink", name);
    inner().createHardLink(((WatchedHandle<?>) entry).inner(), name);
  }

  @Override
  public boolean isProtected() throws IOException {
    return inner().isProtected();
  }

  @Override
  public Entry.Inode inode() throws IOException {
    return inner().inode();
  }

  @Override
  public boolean hasDefaultAccessList() throws IOException {
    return inner().hasDefaultAccessList();
  }

  @Override
  public void rename(RawPath from, RawPath to, boolean replace) throws IOException {
    writes("rename", to);
    inner().rename(from, to, replace);
  }

  @Override
  public boolean move(RawPath name, WritableDirectory to, RawPath newName) throws IOException {
    writes("move", name);
    return inner().move(name, inner(to), newName);
  }

  @Override
  public void delete(RawPath name, boolean directory) throws IOException {
    writes("delete", name);
    inner().delete(name, directory);
  }

  @Override
  public Entry.Owner ownerOf(WritableFile made) throws IOException {
    return inner().ownerOf(((WatchedHandle.OfFile) made).inner());
  }

  @Override
  public void syncFileSystem() throws IOException {
    watch().writes("syncFileSystem", path());
    inner().syncFileSystem();
  }
}
