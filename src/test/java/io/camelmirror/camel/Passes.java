package io.camelmirror.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.pass.PassListener;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.VerifyReport;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lets a test wait for passes. */
final class Passes implements PassListener {

  /** In seconds. Only a failure takes as long. */
  static final int PATIENCE = 60;

  private final BlockingQueue<PassReport> ended = new LinkedBlockingQueue<>();
  private final BlockingQueue<Exception> failed = new LinkedBlockingQueue<>();
  private final BlockingQueue<VerifyReport> verified = new LinkedBlockingQueue<>();

  @Override
  public void passEnded(PassReport report) {
    ended.add(report);
  }

  @Override
  public void passFailed(String mirror, Exception cause) {
    failed.add(cause);
  }

  @Override
  public void verified(VerifyReport report) {
    verified.add(report);
  }

  /** The report of the verification after the last one asked for. */
  VerifyReport nextVerified() throws InterruptedException {
    VerifyReport report = verified.poll(PATIENCE, TimeUnit.SECONDS);
    assertThat(report).as("a verification within %d s", PATIENCE).isNotNull();
    return report;
  }

  /** The report of the pass after the last one asked for. */
  PassReport next() throws InterruptedException {
    PassReport report = ended.poll(PATIENCE, TimeUnit.SECONDS);
    assertThat(report).as("a pass within %d s", PATIENCE).isNotNull();
    return report;
  }

  /** Waits until a pass that has begun after this call has ended. */
  PassReport nextWhole() throws InterruptedException {
    ended.clear();
    next();
    return next();
  }

  /** Gives a pass the time to end that should not have begun; its report is still the next one. */
  void waitForOne(Duration time) {
    try {
      PassReport report = ended.poll(time.toMillis(), TimeUnit.MILLISECONDS);
      if (report != null) {
        ended.add(report);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean hasNext() {
    return !ended.isEmpty();
  }

  void clear() {
    ended.clear();
  }

  Exception nextFailure() throws InterruptedException {
    failed.clear();
    Exception cause = failed.poll(PATIENCE, TimeUnit.SECONDS);
    assertThat(cause).as("a pass that fails within %d s", PATIENCE).isNotNull();
    return cause;
  }
}
