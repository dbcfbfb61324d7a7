package io.camelmirror.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Component;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.quartz.Scheduler;
import org.slf4j.LoggerFactory;

/**
 * Limits Quartz to three threads: one for reconciliations, which may wait for a pass, one for
 * verifications, which take long, and one for routes of the user's own. Quartz is not exported to
 * JMX, which would have to start for that.
 */
final class Quartz implements ComponentCustomizer {

  private static final long POLL_MILLIS = 10;

  private volatile QuartzComponent component;

  @Override
  public boolean isEnabled(String name, Component target) {
    return name.equals("quartz");
  }

  @Override
  public void configure(String name, Component target) {
    component = (QuartzComponent) target;
    // The user's own properties are added to these.
    component.setProperties(
        new HashMap<>(
            Map.of(
                "org.quartz.threadPool.threadCount",
                "3",
                "org.quartz.threadPool.threadsInheritContextClassLoaderOfInitializingThread",
                "true",
                "org.quartz.scheduler.jmx.export",
                "false")));
  }

  /**
   * Stops firing and waits for the routes that were just triggered. Camel logs an error if one is
   * triggered while it stops.
   *
   * @param seconds how long to wait
   */
  void standBy(int seconds) {
    Scheduler scheduler = component == null ? null : component.getScheduler();
    if (scheduler == null) {
      return;
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try {
      scheduler.standby();
      while (!scheduler.getCurrentlyExecutingJobs().isEmpty() && System.nanoTime() < end) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // Not SchedulerException: the verifier would load it, and this class is used without Quartz.
      LoggerFactory.getLogger("io.camelmirror.run").debug("Quartz cannot be stopped first", e);
    }
  }
}
