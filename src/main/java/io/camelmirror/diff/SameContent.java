package io.camelmirror.diff;

import io.camelmirror.tree.AbortedException;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.Pace;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Compares the contents of files, byte by byte. */
public final class SameContent {

  private static final int BUFFER = 1 << 18;

  private static final ThreadLocal<ByteBuffer[]> BUFFERS =
      ThreadLocal.withInitial(
          () ->
              new ByteBuffer[] {
                ByteBuffer.allocateDirect(BUFFER), ByteBuffer.allocateDirect(BUFFER)
              });

  private SameContent() {}

  /**
   * Compares the file at a path in both trees, up to the first difference.
   *
   * @throws IOException if either file cannot be read
   */
  static boolean read(Trees trees, Path path, Pace pace) throws IOException {
    RawPath name = RawPath.nameOf(path);
    try (Directory source = trees.source().enterParent(path);
        Directory replica = trees.replica().enterParent(path)) {
      return read(source, name, replica, name, pace);
    }
  }

  /**
   * Compares the file at a path in both trees, up to the first difference.
   *
   * @throws IOException if either file cannot be read, also for lack of permission
   */
  static boolean readBoth(Trees trees, Path path, Pace pace) throws IOException {
    RawPath name = RawPath.nameOf(path);
    try (Directory source = trees.source().enterParent(path);
        Directory replica = trees.replica().enterParent(path);
        OpenFile content = source.open(name);
        OpenFile copy = replica.open(name)) {
      return isSame(content, copy, pace);
    }
  }

  /**
   * Compares two files, up to the first difference.
   *
   * @param cancelled asked after each stretch; if it returns true, the files count as different
   * @throws IOException if either file cannot be read
   */
  public static boolean read(
      Directory one, RawPath name, Directory other, RawPath otherName, BooleanSupplier cancelled)
      throws IOException {
    try {
      return read(one, name, other, otherName, (Pace) bytes -> !cancelled.getAsBoolean());
    } catch (AbortedException e) {
      return false;
    }
  }

  private static boolean read(
      Directory one, RawPath name, Directory other, RawPath otherName, Pace pace)
      throws IOException {
    try (OpenFile content = one.open(name)) {
      OpenFile otherContent;
      try {
        otherContent = other.open(otherName);
      } catch (AccessDeniedException e) {
        // If its owner may not read the copy, treat it as different.
        return false;
      }
      try (otherContent) {
        return isSame(content, otherContent, pace);
      }
    }
  }

  private static boolean isSame(OpenFile one, OpenFile other, Pace pace) throws IOException {
    ByteBuffer[] buffers = BUFFERS.get();
    long offset = 0;
    long stretch = 0;
    int length;
    do {
      length = fill(one, buffers[0], offset);
      if (fill(other, buffers[1], offset) != length || buffers[0].mismatch(buffers[1]) >= 0) {
        return false;
      }
      offset += length;
      stretch += length;
      if (stretch >= pace.stretch()) {
        tell(pace, stretch);
        stretch = 0;
      }
    } while (length == BUFFER);
    tell(pace, stretch);
    return true;
  }

  private static void tell(Pace pace, long bytes) throws AbortedException {
    if (!pace.copied(bytes)) {
      throw new AbortedException();
    }
  }

  /** Fills the buffer as far as possible and flips it. */
  private static int fill(OpenFile content, ByteBuffer buffer, long offset) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining() && content.read(buffer, offset + buffer.position()) > 0) {
      // A read may return less than requested.
    }
    buffer.flip();
    return buffer.limit();
  }
}
