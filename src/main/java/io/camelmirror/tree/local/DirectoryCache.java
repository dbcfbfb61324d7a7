package io.camelmirror.tree.local;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The directory that each thread entered last. Changes arrive directory by directory, so the next
 * lookup usually wants the same one. Entries expire quickly, so that a directory that is moved,
 * replaced or mounted over is noticed.
 */
final class DirectoryCache<D extends PosixDirectory> {

  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(10);

  /** A power of two. Threads that share a slot evict each other's entry. */
  private static final int PLACES = 32;

  private final AtomicReferenceArray<Entered<D>> places = new AtomicReferenceArray<>(PLACES);

  /**
   * The result of one lookup.
   *
   * @param directory null if it did not exist
   */
  record Entered<D extends PosixDirectory>(long thread, Path relative, long since, D directory) {

    private boolean isFor(long other, Path path) {
      return thread == other && System.nanoTime() - since < MOMENT && relative.equals(path);
    }
  }

  /**
   * Returns this thread's last result if it is for this path and has not expired.
   *
   * @return null on a cache miss; the caller closes the directory in the result
   */
  Entered<D> find(Path relative) {
    long thread = Thread.currentThread().getId();
    Entered<D> last = places.get(place(thread));
    boolean found = last != null && last.isFor(thread, relative);
    return found && (last.directory == null || last.directory.share()) ? last : null;
  }

  /**
   * Replaces this thread's last result.
   *
   * @param directory null if it does not exist
   */
  void keep(Path relative, D directory) {
    if (directory != null) {
      directory.share();
    }
    long thread = Thread.currentThread().getId();
    replace(place(thread), new Entered<>(thread, relative, System.nanoTime(), directory));
  }

  /** Drops all entries. */
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
