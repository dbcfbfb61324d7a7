package io.camelmirror.tree;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The directory that each thread has entered last, for the next change in the same one: changes
 * come directory by directory. It is kept for a moment only, so that what is moved away, replaced
 * or mounted over meanwhile is noticed.
 */
final class EnteredDirectories {

  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(10);

  /** A power of two; threads that share a place only keep less. */
  private static final int PLACES = 32;

  private final AtomicReferenceArray<Entered> places = new AtomicReferenceArray<>(PLACES);

  /**
   * What a thread has found.
   *
   * @param directory null when there was none
   */
  record Entered(long thread, Path relative, long since, PosixDirectory directory) {

    private boolean isFor(long other, Path path) {
      return thread == other && System.nanoTime() - since < MOMENT && relative.equals(path);
    }
  }

  /**
   * Finds what this thread has found at a path just now.
   *
   * @return null when it has not looked there; the directory in it is to be closed by the caller
   */
  Entered find(Path relative) {
    long thread = Thread.currentThread().getId();
    Entered last = places.get(place(thread));
    boolean found = last != null && last.isFor(thread, relative);
    return found && (last.directory == null || last.directory.share()) ? last : null;
  }

  /**
   * Keeps what this thread has found, in place of the one before.
   *
   * @param directory null for none
   */
  void keep(Path relative, PosixDirectory directory) {
    if (directory != null) {
      directory.share();
    }
    long thread = Thread.currentThread().getId();
    replace(place(thread), new Entered(thread, relative, System.nanoTime(), directory));
  }

  /** Keeps nothing any more. */
  void close() {
    for (int i = 0; i < PLACES; i++) {
      replace(i, null);
    }
  }

  private void replace(int place, Entered with) {
    Entered before = places.getAndSet(place, with);
    if (before != null && before.directory != null) {
      before.directory.close();
    }
  }

  private static int place(long thread) {
    return (int) thread & PLACES - 1;
  }
}
