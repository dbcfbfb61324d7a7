package io.camelmirror.apply;

import io.camelmirror.tree.Content;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Held;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.RawPath;
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

  private final FileOperations operations;
  private final AttributeWriter attributes;
  private final boolean sparse;
  private final BooleanSupplier aborted;

  /** A file as it was copied. */
  record Copied(Entry source, long bytes) {}

  FileCopier(
      FileOperations operations,
      AttributeWriter attributes,
      boolean sparse,
      BooleanSupplier aborted) {
    this.operations = operations;
    this.attributes = attributes;
    this.sparse = sparse;
    this.aborted = aborted;
  }

  /**
   * Copies a file with all that is kept of it.
   *
   * @param seen the file as it was when it was looked at last
   * @param sync whether to wait until the copy is on the disk
   * @return the file as it was read; null when there is no such file any more
   * @throws ChangedWhileReadException when it is being written to all the time
   * @throws IOException when it cannot be copied; a part of it may have been made
   */
  Copied copy(Directory from, RawPath file, Entry seen, Directory in, RawPath name, boolean sync)
      throws IOException {
    boolean believed = seen.kind() == Kind.FILE && seen.size() <= SMALL && isSettled(seen);
    for (int attempt = believed ? 0 : 1; attempt <= ATTEMPTS; attempt++) {
      try (Content content = open(from, file)) {
        Entry before = content == null ? null : attempt == 0 ? seen : readSettled(content);
        if (before == null || before.kind() != Kind.FILE) {
          return null;
        }
        Copied copied =
            attempt == 0
                ? copyAsSeen(content, seen, in, name, sync)
                : copy(content, before, in, name, sync);
        if (copied != null) {
          return copied;
        }
      }
      operations.delete(in, name, false);
    }
    throw new ChangedWhileReadException();
  }

  /** Copies what may have become something else, which is then no failure; gives null for it. */
  private Copied copyAsSeen(Content content, Entry seen, Directory in, RawPath name, boolean sync)
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

  private static Content open(Directory from, RawPath file) throws IOException {
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

  private Copied copy(Content content, Entry before, Directory in, RawPath name, boolean sync)
      throws IOException {
    try (Held copy = operations.createFile(in, name)) {
      long bytes = operations.copy(content, before, copy, sparse, aborted);
      if (!isSame(content, before)) {
        return null;
      }
      attributes.writeNew(copy, before, in.ownerOf(copy));
      if (sync) {
        operations.sync(copy, RawPath.SELF);
      }
      return new Copied(before, bytes);
    }
  }

  private static boolean isSame(Content content, Entry before) throws IOException {
    try {
      return content.self().isSameContent(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static Entry readSettled(Content content) throws IOException {
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
