package io.camelmirror.camel;

import io.camelmirror.diff.Difference;
import io.camelmirror.diff.Problem;
import io.camelmirror.pass.VerifyListener;
import io.camelmirror.pass.VerifyReport;
import io.camelmirror.tree.FailureText;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;

/** Logs the verifications of a mirror: the first hundred differences and problems, and the sums. */
final class VerifyLog implements VerifyListener {

  static final int MOST = 100;

  private final Logger logger;
  private final AtomicInteger found = new AtomicInteger();

  /**
   * Creates the log of a mirror.
   *
   * @param name null if the mirror has no name
   */
  VerifyLog(String name) {
    logger = PassLog.logger("verify", name);
  }

  @Override
  public void differs(String mirror, Difference difference) {
    if (found.incrementAndGet() <= MOST) {
      logger.warn("differs: {}", difference);
    }
  }

  @Override
  public void notVerified(String mirror, Problem problem) {
    if (found.incrementAndGet() <= MOST) {
      logger.warn("{}", problem);
    }
  }

  @Override
  public void verified(VerifyReport report) {
    int more = found.getAndSet(0) - MOST;
    if (more > 0) {
      logger.warn(
          "{} more paths; camel-mirror verify lists them all",
          String.format(Locale.ROOT, "%,d", more));
    }
    logger.info("{}", report);
  }

  @Override
  public void verifyFailed(String mirror, Exception cause) {
    found.set(0);
    logger.error("the verification failed: {}", FailureText.of(cause));
  }
}
