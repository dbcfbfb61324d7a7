package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.Writes;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.Pace;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.ReadOptions;
import io.camelmirror.tree.Timestamp;
import io.camelmirror.tree.WritableFile;
import java.io.IOException;
import java.nio.file.Path;

/** A new file of the replica, opened by descriptor. */
final class WritablePosixFile extends PosixHandle implements WritableFile {

  /**
   * The last source file system from which the kernel could not copy to the replica. Most mirrors
   * have only one source file system.
   */
  private static volatile long notCopiedByKernel = -1;

  WritablePosixFile(int descriptor, Path directory, RawPath name, ReadOptions options) {
    super(descriptor, directory, name, options);
  }

  @Override
  public long copyFrom(OpenFile from, long size, long device, boolean sparse, Pace pace)
      throws IOException {
    int source = ((PosixFile) from).descriptor();
    ContentCopy copy =
        new ContentCopy(source, descriptor(), size, device != notCopiedByKernel, pace);
    long copied = sparse ? copy.data() : copy.everything();
    if (copy.isOutOfReach()) {
      notCopiedByKernel = device;
    }
    if (copied < 0) {
      throw Errno.exception((int) copied, path());
    }
    return copied;
  }

  @Override
  public void setMode(int mode) throws IOException {
    check(Writes.setMode(descriptor(), mode), path());
  }

  @Override
  public void setModified(Timestamp time) throws IOException {
    check(Writes.setModified(descriptor(), time.seconds(), time.nanos()), path());
  }

  @Override
  public void setOwner(int uid, int gid) throws IOException {
    check(Writes.setOwner(descriptor(), uid, gid), path());
  }

  @Override
  public void sync() throws IOException {
    check(Writes.sync(descriptor()), path());
  }
}
