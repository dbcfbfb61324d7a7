package io.camelmirror.apply;

import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import io.camelmirror.tree.OpenFile;
import io.camelmirror.tree.Pace;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.WritableFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Copies a file that may be written to meanwhile. The copy is always a state that the file once
 * had, unless the user prefers any copy to none.
 */
final class FileCopier {

  private static final int ATTEMPTS = 3;

  /**
   * Two writes within one tick of the kernel clock leave the same timestamp. Waiting until the tick
   * of the last change is over ensures that a later write changes the timestamp.
   */
  private static final Duration TICK = Duration.ofMillis(20);

  /**
   * Up to this size in bytes, the first attempt trusts the entry that the march saw. Checking every
   * small file again costs more than the occasional second copy.
   */
  private static final long SMALL = 64 << 10;

  private final AttributeWriter.Tools attributes;
  private final boolean sparse;
  private final Pace pace;
  private final boolean copiesChanging;

  FileCopier(AttributeWriter.Tools attributes, boolean sparse, Pace pace) {
    this(attributes, sparse, pace, false);
  }

  private FileCopier(
      AttributeWriter.Tools attributes, boolean sparse, Pace pace, boolean copiesChanging) {
    this.attributes = attributes;
    this.sparse = sparse;
    this.pace = pace;
    this.copiesChanging = copiesChanging;
  }

  /** Returns a copier that also copies a file that is written to during every attempt. */
  FileCopier copyingChanging() {
    return new FileCopier(attributes, sparse, pace, true);
  }

  /**
   * Copies a file with its attributes.
   *
   * @param seen the file when last read
   * @param to the copy, not created yet
   * @param sync wait until the copy is on disk
   * @return {@link Outcome#OUTDATED} if the file no longer exists
   * @throws ChangedWhileReadException if the file is written to during every attempt, unless such
   *     files are to be copied
   * @throws IOException if the copy fails; a partial copy may remain
   */
  Outcome copy(Directory from, RawPath file, Entry seen, NewEntry to, boolean sync)
      throws IOException {
    Entry first = null;
    boolean believed = seen.kind() == Kind.FILE && seen.size() <= SMALL && isSettled(seen);
    for (int attempt = believed ? 0 : 1; attempt <= ATTEMPTS; attempt++) {
      try (OpenFile content = open(from, file)) {
        Entry before = content == null ? null : attempt == 0 ? seen : readSettled(content);
        if (before == null || before.kind() != Kind.FILE) {
          return Outcome.OUTDATED;
        }
        first = first == null ? before : first;
        Outcome copied =
            attempt == 0 ? copyAsSeen(content, seen, to, sync) : copy(content, before, to, sync);
        if (copied != null) {
          return copied;
        }
      }
      to.in().delete(to.name(), false);
    }
    if (copiesChanging) {
      return copyChanging(from, file, first, to, sync);
    }
    throw new ChangedWhileReadException();
  }

  /**
   * Copies a file that keeps changing. With the size and time of the first look, the copy of a file
   * that only grows is the state it had then, and the next pass sees that the file has changed.
   */
  private Outcome copyChanging(Directory from, RawPath file, Entry first, NewEntry to, boolean sync)
      throws IOException {
    try (OpenFile content = open(from, file)) {
      Entry now = content == null ? null : readSettled(content);
      if (now == null || now.kind() != Kind.FILE) {
        return Outcome.OUTDATED;
      }
      Entry wanted =
          now.inode().equals(first.inode())
              ? now.with(Math.min(first.size(), now.size()), first.modified())
              : now;
      return write(content, wanted, to, sync, Outcome.State.APPLIED_CHANGING);
    }
  }

  /** Copies a file based on the entry seen earlier; returns null if the file has changed since. */
  private Outcome copyAsSeen(OpenFile content, Entry seen, NewEntry to, boolean sync)
      throws IOException {
    try {
      return copy(content, seen, to, sync);
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

  private Outcome copy(OpenFile content, Entry before, NewEntry to, boolean sync)
      throws IOException {
    return write(content, before, to, sync, Outcome.State.APPLIED);
  }

  private Outcome write(
      OpenFile content, Entry before, NewEntry to, boolean sync, Outcome.State state)
      throws IOException {
    try (WritableFile copy = to.createFile()) {
      long bytes = copy.copyFrom(content, before.size(), before.inode().device(), sparse, pace);
      if (state == Outcome.State.APPLIED && !isSame(content, before)) {
        return null;
      }
      IOException notKept = attributes.write(to.in(), copy, before, null, to.in().ownerOf(copy));
      if (sync) {
        copy.sync();
      }
      return new Outcome(state, bytes, 0, notKept);
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
