package io.camelmirror.pass;

import io.camelmirror.tree.Pace;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Tells of the bytes that are copied or compared, holds them to a limit and notices an abort.
 *
 * @param limit null for no limit
 * @param aborted returns true to stop in the middle of a file
 * @param told is given the number of bytes after each stretch
 */
record LimitedPace(RateLimit limit, BooleanSupplier aborted, LongConsumer told) implements Pace {

  @Override
  public long stretch() {
    return limit == null ? STRETCH : Math.min(STRETCH, limit.stretch());
  }

  @Override
  public boolean copied(long bytes) {
    if (limit != null) {
      limit.spend(bytes, aborted);
    }
    told.accept(bytes);
    return !aborted.getAsBoolean();
  }
}
