package io.camelmirror.apply;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.RawPath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
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

  private final FileOperations operations;
  private final boolean sparse;
  private final BooleanSupplier aborted;

  /** A file as it was copied. */
  record Copied(Entry source, long bytes) {}

  FileCopier(FileOperations operations, boolean sparse, BooleanSupplier aborted) {
    this.operations = operations;
    this.sparse = sparse;
    this.aborted = aborted;
  }

  /**
   * Copies.
   *
   * @return the file as it was read; null when there is no such file any more
   * @throws ChangedWhileReadException when it is being written to all the time
   * @throws IOException when it cannot be copied; a part of it may have been made
   */
  Copied copy(Directory from, RawPath file, Directory in, RawPath name) throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Entry before = readSettled(from, file);
      if (before == null || before.kind() != Kind.FILE) {
        return null;
      }
      long bytes;
      try {
        bytes = operations.copy(from, file, in, name, sparse, aborted);
      } catch (NoSuchFileException e) {
        if (from.read(file) == null) {
          return null;
        }
        throw e;
      }
      Entry after = from.read(file);
      if (after != null && after.isSameContent(before)) {
        return new Copied(before, bytes);
      }
      operations.delete(in, name, false);
    }
    throw new ChangedWhileReadException();
  }

  private static Entry readSettled(Directory from, RawPath file) throws IOException {
    Entry entry = from.read(file);
    if (entry != null) {
      Duration age = Duration.between(entry.changed().toInstant(), Instant.now());
      if (!age.isNegative() && age.compareTo(TICK) < 0) {
        LockSupport.parkNanos(TICK.minus(age).toNanos());
        return from.read(file);
      }
    }
    return entry;
  }
}
