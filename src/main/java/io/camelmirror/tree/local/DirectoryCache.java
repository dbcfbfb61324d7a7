package io.camelmirror.tree.local;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The directory that each thread entered last, for its next change in the same one: changes come
 * directory by directory. Entries live for a moment only, so that a directory that is moved,
 * replaced or mounted over is noticed.
 */
final class DirectoryCache<D extends PosixDirectory> {

  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(10);

  /** A power of two; threads that share a place only keep less. */
  private static final int PLACES = 32;

  private final AtomicReferenceArray<Entered<D>> places = new AtomicReferenceArray<>(PLACES);

  /**
   * What a thread has found.
   *
   * @param directory null when there was none
   */
  record Entered<D extends PosixDirectory>(long thread, Path relative, long since, D directory) {

    private boolean isFor(long other, Path path) {
      return thread == other && System.nanoTime() - since < MOMENT && relative.equals(path);
    }
  }

  /**
   * Finds what this thread has found at a path just now.
   *
   * @return null when it has not looked there; the directory in it is to be closed by the caller
   */
  Entered<D> find(Path relative) {
    long thread = Thread.currentThread().getId();
    Entered<D> last = places.get(place(thread));
    boolean found = last != null && last.isFor(thread, relative);
    return found && (last.directory == null || last.directory.share()) ? last : null;
  }

  /**
   * Keeps what this thread has found, in place of the one before.
   *
   * @param directory null for none
   */
  void keep(Path relative, D directory) {
    if (directory != null) {
      directory.share();
    }
    long thread = Thread.currentThread().getId();
    replace(place(thread), new Entered<>(thread, relative, System.nanoTime(), directory));
  }

  /** Keeps nothing any more. */
  void close() {
    for (int i = 0; i < PLACES; i++) {
      replace(i, null);
    }
  }

  private void replace(int place, Entered<D> with) {
    Entered<D> before = places.getAndSet(place, with);
    if (before != null && before.directory != null) {
      before.directory.close();
    }
  }

  private static int place(long thread) {
    return (int) thread & PLACES - 1;
  }
}
