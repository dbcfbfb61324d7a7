package io.camelmirror.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * An open log. It buffers until it is flushed. What cannot be written, because a disk is full, is
 * dropped: the mirror goes on without its log. Thread-safe: Logback closes it with a lock of its
 * own.
 */
final class LogOutput extends OutputStream {

  private static final int BUFFER = 64 << 10;

  private final Path file;
  private final OutputStream out;

  /** The device and inode of the file; null if it is not a file. */
  private final Object key;

  private final byte[] buffer = new byte[BUFFER];
  private int length;

  /** The last write failed, perhaps in the middle of a line. */
  private boolean torn;

  private LogOutput(Path file, OutputStream out, Object key) {
    this.file = file;
    this.out = out;
    this.key = key;
  }

  /**
   * Opens a log file to append to it, and creates it if it is missing.
   *
   * @param permissions for a new file, before the umask
   * @throws FileSystemException if the file or a link on the way belongs to another user
   */
  static LogOutput append(Path file, Set<PosixFilePermission> permissions) throws IOException {
    Path resolved = LogWay.resolve(file);
    if (LogWay.end(resolved) == LogWay.End.NOTHING) {
      try {
        Files.createFile(resolved, PosixFilePermissions.asFileAttribute(permissions));
      } catch (FileAlreadyExistsException e) {
        // Someone was faster; the checks below judge what is there now.
      }
    }
    Object before = keyOf(resolved);
    // RACE: someone who may write to the folder can exchange the file here and put it back in time.
    // The log then goes to a file of theirs, but never through a link.
    OutputStream out =
        Files.newOutputStream(
            resolved,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND,
            LinkOption.NOFOLLOW_LINKS);
    try {
      if (LogWay.end(resolved) != LogWay.End.FILE || !Objects.equals(keyOf(resolved), before)) {
        throw new FileSystemException(file.toString(), null, "changed while it was opened");
      }
    } catch (IOException e) {
      out.close();
      throw e;
    }
    return new LogOutput(resolved, out, before);
  }

  /** Opens a device. */
  static LogOutput device(Path device) throws IOException {
    return new LogOutput(device, new FileOutputStream(device.toFile(), true), null);
  }

  /** Opens a FIFO to read as well: otherwise the start would wait until somebody reads. */
  static LogOutput fifo(Path fifo) throws IOException {
    RandomAccessFile both = new RandomAccessFile(fifo.toFile(), "rw");
    return new LogOutput(fifo, new FileOutputStream(both.getFD()), null);
  }

  private static Object keyOf(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** Returns true if the path still leads to the open file. */
  boolean isInPlace() {
    try {
      return Objects.equals(keyOf(file), key);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public synchronized void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int count) {
    if (count > BUFFER - length) {
      flush();
    }
    if (count > BUFFER) {
      put(bytes, offset, count);
    } else {
      System.arraycopy(bytes, offset, buffer, length, count);
      length += count;
    }
  }

  @Override
  public synchronized void flush() {
    if (length > 0) {
      put(buffer, 0, length);
      length = 0;
    }
  }

  private void put(byte[] bytes, int offset, int count) {
    try {
      if (torn) {
        out.write('\n');
      }
      torn = true;
      out.write(bytes, offset, count);
      torn = false;
    } catch (IOException e) {
      torn = true;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    flush();
    out.close();
  }
}
