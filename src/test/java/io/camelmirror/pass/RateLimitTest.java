package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final long MEGABYTE = 1_000_000;

  private final AtomicLong now = new AtomicLong();
  private final RateLimit limit = new RateLimit(10 * MEGABYTE, now::get, now::addAndGet);

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(now.get());
  }

  @Test
  void takesTheTimeThatTheRatePermits() {
    for (int i = 0; i < 100; i++) {
      limit.spend(MEGABYTE / 2, () -> false);
    }
    assertThat(millis()).isBetween(4_900L, 5_000L);
  }

  @Test
  void savesNoTimeUpForABurst() {
    now.addAndGet(TimeUnit.HOURS.toNanos(1));
    long before = millis();
    limit.spend(10 * MEGABYTE, () -> false);
    assertThat(millis() - before).isEqualTo(900);
  }

  @Test
  void doesNotWaitAfterAnAbort() {
    limit.spend(1_000 * MEGABYTE, () -> now.get() > 0);
    assertThat(millis()).isEqualTo(50);
  }

  @Test
  void looksAtSlowCopiesOften() {
    assertThat(limit.stretch()).isEqualTo(MEGABYTE / 2);
    assertThat(new RateLimit(1).stretch()).isEqualTo(64 << 10);
  }
}
