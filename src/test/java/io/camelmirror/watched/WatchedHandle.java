package io.camelmirror.watched;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.Pace;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.WritableFile;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.file.Path;

/** Reports each write to an entry to a {@link Watch}. */
class WatchedHandle<H extends WritableHandle> implements WritableHandle {

  private final H inner;
  private final Watch watch;

  WatchedHandle(H inner, Watch watch) {
    this.inner = inner;
    this.watch = watch;
  }

  final H inner() {
    return inner;
  }

  final Watch watch() {
    return watch;
  }

  @Override
  public final Path path() {
    return inner.path();
  }

  @Override
  public final Entry self() throws IOException {
    return inner.self();
  }

  @Override
  public final void setMode(int mode) throws IOException {
    watch.writes("setMode", path());
    inner.setMode(mode);
  }

  @Override
  public final void setModified(Timestamp time) throws IOException {
    watch.writes("setModified", path());
    inner.setModified(time);
  }

  @Override
  public final void setOwner(int uid, int gid) throws IOException {
    watch.writes("setOwner", path());
    inner.setOwner(uid, gid);
  }

  @Override
  public final void setExtended(String attribute, byte[] value) throws IOException {
    watch.writes("setExtended", path());
    inner.setExtended(attribute, value);
  }

  @Override
  public final void sync() throws IOException {
    watch.writes("sync", path());
    inner.sync();
  }

  @Override
  public final void close() {
    inner.close();
  }

  /** A new file. */
  static final class OfFile extends WatchedHandle<WritableFile> implements WritableFile {

    OfFile(WritableFile inner, Watch watch) {
      super(inner, watch);
    }

    @Override
    public long copyFrom(OpenFile from, long size, long device, boolean sparse, Pace pace)
        throws IOException {
      watch().copies(from.path(), path());
      long bytes = inner().copyFrom(from, size, device, sparse, pace);
      watch().copied(from.path(), path());
      return bytes;
    }
  }
}
