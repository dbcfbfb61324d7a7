package io.camelmirror.camel;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassProgress;
import io.camelmirror.pass.PassReport;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Tells whether a route still makes passes. It is down when no pass has ended, and the one under
 * way has done nothing, for several intervals. A pass that fails has ended, too: another start of
 * the program would not help.
 */
final class PassLiveness implements HealthCheck, PassListener {

  private static final int INTERVALS = 5;
  private static final Duration LEAST = Duration.ofSeconds(10);

  private final MirrorConsumer consumer;
  private final LongSupplier clock;
  private boolean enabled = true;

  /** Null between passes. */
  private PassProgress pass;

  private long activity;

  /** When the last pass ended or did something. */
  private long alive;

  /**
   * Creates the check of a route that starts to poll now.
   *
   * @param clock in nanoseconds
   */
  PassLiveness(MirrorConsumer consumer, LongSupplier clock) {
    this.consumer = consumer;
    this.clock = clock;
    alive = clock.getAsLong() + millis(consumer.getInitialDelay()) * 1_000_000;
  }

  private long millis(long time) {
    return consumer.getTimeUnit().toMillis(time);
  }

  @Override
  public synchronized Result call(Map<String, Object> options) {
    HealthCheckResultBuilder result =
        HealthCheckResultBuilder.on(this).detail(CHECK_KIND, Kind.LIVENESS);
    if (!enabled) {
      return result.message("Disabled").detail(CHECK_ENABLED, false).unknown().build();
    }
    long now = clock.getAsLong();
    if (!consumer.isPassDue()) {
      alive = now;
      return result.up().build();
    }
    long before = activity;
    activity = pass == null ? 0 : pass.activity();
    if (activity != before) {
      alive = now;
    }
    Duration age = Duration.ofNanos(Math.max(0, now - alive));
    result.detail("pass.age.seconds", age.toSeconds());
    if (age.compareTo(limit()) <= 0) {
      return result.up().build();
    }
    return result
        .message(
            "Route "
                + consumer.getRouteId()
                + (pass == null
                    ? " has made no pass for "
                    : " has a pass that has done nothing for ")
                + age.toSeconds()
                + " s")
        .down()
        .build();
  }

  private Duration limit() {
    long interval = millis(consumer.getDelay()) * Math.max(1, consumer.getBackoffMultiplier());
    Duration limit = Duration.ofMillis(interval).multipliedBy(INTERVALS);
    return limit.compareTo(LEAST) < 0 ? LEAST : limit;
  }

  @Override
  public synchronized void passBegan(PassProgress begun) {
    pass = begun;
    activity = 0;
    alive = clock.getAsLong();
  }

  @Override
  public void passEnded(PassReport report) {
    ended();
  }

  @Override
  public void reconciled(PassReport report) {
    ended();
  }

  @Override
  public void passCancelled(PassProgress cancelled) {
    ended();
  }

  @Override
  public void passFailed(String mirror, Exception cause) {
    ended();
  }

  private synchronized void ended() {
    pass = null;
    activity = 0;
    alive = clock.getAsLong();
  }

  @Override
  public String getGroup() {
    return "camel";
  }

  @Override
  public String getId() {
    return "pass:" + consumer.getRouteId();
  }

  @Override
  public boolean isReadiness() {
    return false;
  }

  @Override
  public boolean isLiveness() {
    return true;
  }

  @Override
  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }
}
