package io.camelmirror.pass;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Limits the bytes that all threads of a mirror copy in a second. */
final class RateLimit {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** So long that it costs nothing, and so short that an abort is noticed soon. */
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(50);

  /** Time without copies does not add up to a burst of more than this. */
  private static final long BURST = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long SMALLEST_STRETCH = 64 << 10;
  private static final int STRETCHES_PER_SECOND = 20;

  private final long bytesPerSecond;
  private final LongSupplier clock;
  private final LongConsumer sleep;

  /** When the bytes copied so far would have been copied at the rate permitted. */
  private long paid;

  RateLimit(long bytesPerSecond) {
    this(bytesPerSecond, System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * Creates a limit.
   *
   * @param clock in nanoseconds
   * @param sleep waits some nanoseconds, or less
   */
  RateLimit(long bytesPerSecond, LongSupplier clock, LongConsumer sleep) {
    this.bytesPerSecond = bytesPerSecond;
    this.clock = clock;
    this.sleep = sleep;
    paid = clock.getAsLong();
  }

  /** The number of bytes after which to call {@link #spend}. */
  long stretch() {
    return Math.max(SMALLEST_STRETCH, bytesPerSecond / STRETCHES_PER_SECOND);
  }

  /** Counts bytes just copied, and waits until they fit the limit or the mirror is aborted. */
  void spend(long bytes, BooleanSupplier aborted) {
    long until = reserve(bytes);
    for (long wait = until - clock.getAsLong();
        wait > 0 && !aborted.getAsBoolean();
        wait = until - clock.getAsLong()) {
      sleep.accept(Math.min(wait, NAP));
    }
  }

  private synchronized long reserve(long bytes) {
    double seconds = (double) bytes / bytesPerSecond;
    paid = Math.max(paid, clock.getAsLong() - BURST) + (long) (seconds * SECOND);
    return paid;
  }
}
