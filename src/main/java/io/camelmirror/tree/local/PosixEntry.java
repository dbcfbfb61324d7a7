package io.camelmirror.tree.local;

import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.WritableHandle;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** An entry of the replica held by a descriptor that only names it; it may be a link. */
final class PosixEntry extends PosixHandle implements WritableHandle {

  private final PosixAttributes attributes;

  PosixEntry(int descriptor, Path directory, RawPath name, ReadOptions options) {
    super(descriptor, directory, name, options);
    attributes = new PosixAttributes(descriptor, path(), true);
  }

  @Override
  public void setMode(int mode) throws IOException {
    attributes.setMode(mode);
  }

  @Override
  public void setModified(FileTime time) throws IOException {
    attributes.setModified(time);
  }

  @Override
  public void setOwner(int uid, int gid) throws IOException {
    attributes.setOwner(uid, gid);
  }

  @Override
  public void setExtended(String attribute, byte[] value) throws IOException {
    attributes.setExtended(attribute, value);
  }

  @Override
  public void sync() {
    // What is only named cannot be synchronized; the directory that holds it is.
  }
}
