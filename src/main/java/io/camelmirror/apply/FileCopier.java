package io.camelmirror.apply;

import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.WritableDirectory;
import io.camelmirror.tree.WritableFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Copies a file that somebody may be writing to: what it makes is the file as it was once. */
final class FileCopier {

  private static final int ATTEMPTS = 3;

  /**
   * Two writes within one tick of the kernel's clock leave the same time behind. A copy does not
   * begin in the tick of the last change: what is written after it is seen by its time.
   */
  private static final Duration TICK = Duration.ofMillis(20);

  /**
   * Of a file of up to so many bytes it is believed that it still is as it was seen: to find out
   * afterwards that it was not, and to copy it again, is seldom, and a look at each beforehand
   * takes longer.
   */
  private static final long SMALL = 64 << 10;

  private final AttributeWriter.Tools attributes;
  private final boolean sparse;
  private final BooleanSupplier aborted;

  FileCopier(AttributeWriter.Tools attributes, boolean sparse, BooleanSupplier aborted) {
    this.attributes = attributes;
    this.sparse = sparse;
    this.aborted = aborted;
  }

  /**
   * Copies a file with all that is kept of it.
   *
   * @param seen the file as it was when it was looked at last
   * @param sync whether to wait until the copy is on the disk
   * @return {@link Outcome#OUTDATED} when there is no such file any more
   * @throws ChangedWhileReadException when it is being written to all the time
   * @throws IOException when it cannot be copied; a part of it may have been made
   */
  Outcome copy(
      Directory from, RawPath file, Entry seen, WritableDirectory in, RawPath name, boolean sync)
      throws IOException {
    boolean believed = seen.kind() == Kind.FILE && seen.size() <= SMALL && isSettled(seen);
    for (int attempt = believed ? 0 : 1; attempt <= ATTEMPTS; attempt++) {
      try (OpenFile content = open(from, file)) {
        Entry before = content == null ? null : attempt == 0 ? seen : readSettled(content);
        if (before == null || before.kind() != Kind.FILE) {
          return Outcome.OUTDATED;
        }
        Outcome copied =
            attempt == 0
                ? copyAsSeen(content, seen, in, name, sync)
                : copy(content, before, in, name, sync);
        if (copied != null) {
          return copied;
        }
      }
      in.delete(name, false);
    }
    throw new ChangedWhileReadException();
  }

  /** Copies what may have become something else, which is then no failure; gives null for it. */
  private Outcome copyAsSeen(
      OpenFile content, Entry seen, WritableDirectory in, RawPath name, boolean sync)
      throws IOException {
    try {
      return copy(content, seen, in, name, sync);
    } catch (IOException e) {
      if (isSame(content, seen)) {
        throw e;
      }
      return null;
    }
  }

  private static OpenFile open(Directory from, RawPath file) throws IOException {
    try {
      return from.open(file);
    } catch (IOException e) {
      Entry now = from.read(file);
      if (now == null || now.kind() != Kind.FILE) {
        return null;
      }
      throw e;
    }
  }

  private Outcome copy(
      OpenFile content, Entry before, WritableDirectory in, RawPath name, boolean sync)
      throws IOException {
    try (WritableFile copy = in.createFile(name)) {
      long bytes = copy.copyFrom(content, before.size(), before.inode().device(), sparse, aborted);
      if (!isSame(content, before)) {
        return null;
      }
      IOException notKept = attributes.write(in, copy, before, null, in.ownerOf(copy));
      if (sync) {
        copy.sync();
      }
      return new Outcome(Outcome.State.APPLIED, bytes, 0, notKept);
    }
  }

  private static boolean isSame(OpenFile content, Entry before) throws IOException {
    try {
      return content.self().isSameContent(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static Entry readSettled(OpenFile content) throws IOException {
    Entry entry = content.self();
    if (isSettled(entry)) {
      return entry;
    }
    LockSupport.parkNanos(TICK.toNanos());
    return content.self();
  }

  private static boolean isSettled(Entry entry) {
    long age = System.currentTimeMillis() - entry.changed().toMillis();
    return age < 0 || age > TICK.toMillis();
  }
}
