package io.camelmirror.tree.local;

import io.camelmirror.posix.Errno;
import io.camelmirror.posix.Reads;
import io.camelmirror.posix.Writes;
import io.camelmirror.tree.AbortedException;
import io.camelmirror.tree.Pace;

/** Copies the content of an open file, up to its size when last read, into an empty one. */
final class ContentCopy {

  private final int from;
  private final int to;
  private final long size;
  private final Pace pace;
  private boolean kernelCopies;
  private boolean outOfReach;

  /**
   * Prepares the copy of an open file.
   *
   * @param size the size of the file when last read; no more bytes are copied
   * @param kernelCopies try to copy inside the kernel first
   */
  ContentCopy(int from, int to, long size, boolean kernelCopies, Pace pace) {
    this.from = from;
    this.to = to;
    this.size = size;
    this.kernelCopies = kernelCopies;
    this.pace = pace;
  }

  /** Returns true if the kernel cannot copy between these two file systems at all. */
  boolean isOutOfReach() {
    return outOfReach;
  }

  /**
   * Copies all bytes.
   *
   * @return the number of bytes copied, or a negative errno
   */
  long everything() throws AbortedException {
    return range(0, size);
  }

  /**
   * Copies the data and preserves holes.
   *
   * @return the size of the file, or a negative errno
   */
  long data() throws AbortedException {
    long offset = 0;
    while (offset < size) {
      long data = Reads.nextData(from, offset);
      if (data == -Errno.ENXIO) {
        break;
      }
      if (data == -Errno.EINVAL) {
        // The file system does not support holes.
        return everything();
      }
      if (data < 0) {
        return data;
      }
      long hole = Reads.nextHole(from, data);
      long copied = hole < 0 ? hole : range(data, Math.min(hole, size));
      if (copied < 0) {
        return copied;
      }
      offset = hole;
    }
    int result = Writes.setSize(to, size);
    return result < 0 ? result : size;
  }

  /** Copies from one offset to another or to the end of the file, whichever comes first. */
  private long range(long start, long end) throws AbortedException {
    long offset = start;
    while (offset < end) {
      long copied = piece(offset, Math.min(end - offset, pace.stretch()));
      if (copied < 0) {
        return copied;
      }
      if (copied == 0) {
        break;
      }
      offset += copied;
      if (!pace.copied(copied) && offset < end) {
        throw new AbortedException();
      }
    }
    return offset - start;
  }

  private long piece(long offset, long count) {
    if (kernelCopies) {
      long copied = Writes.copy(from, to, offset, count);
      // Some file systems report end of file although there is data.
      boolean trusted = copied > 0 || copied == 0 && offset > 0;
      if (trusted || copied < 0 && !isUnable(copied)) {
        return copied;
      }
      kernelCopies = false;
      outOfReach = copied == -Errno.EXDEV || copied == -Errno.ENOSYS;
    }
    return Writes.copyThroughMemory(from, to, offset, count);
  }

  private static boolean isUnable(long result) {
    return result == -Errno.EXDEV
        || result == -Errno.EINVAL
        || result == -Errno.ENOSYS
        || result == -Errno.EOPNOTSUPP
        || result == -Errno.EPERM;
  }
}
