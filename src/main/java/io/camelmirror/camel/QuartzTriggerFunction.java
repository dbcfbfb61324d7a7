package io.camelmirror.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.PropertiesFunction;

/**
 * Converts a schedule to options of a {@code quartz:} endpoint: {@code
 * quartz:reconcile?{{quartz-trigger:mirror.reconcile}}}. The property holds {@code interval} for
 * the interval between passes, another interval ({@code 10m}) or a Quartz cron expression ({@code 0
 * 0 3 * * ?}).
 */
@org.apache.camel.spi.annotations.PropertiesFunction("quartz-trigger")
public class QuartzTriggerFunction implements PropertiesFunction, CamelContextAware {

  private CamelContext context;

  @Override
  public String getName() {
    return "quartz-trigger";
  }

  @Override
  public boolean lookupFirst(String remainder) {
    return true;
  }

  @Override
  public String apply(String schedule) {
    if (schedule.equals(MirrorEndpoint.TRIGGERED)) {
      // Fire at the start, too: from then on the mirror leaves its deletes to Quartz.
      return repeat(context.resolvePropertyPlaceholders("{{mirror.interval}}"));
    }
    if (isCron(schedule)) {
      return "cron=" + schedule.trim().replaceAll("\\s+", "+").replace("#", "%23");
    }
    // Fire first after one interval, so that a restart alone deletes nothing. The endpoint's own
    // triggerStartDelay has no effect on a scheduler that is not started yet.
    long first = System.currentTimeMillis() + Interval.parse(schedule).toMillis();
    return repeat(schedule) + "&trigger.startTime=#class:java.util.Date(" + first + ")";
  }

  private static String repeat(String interval) {
    return "trigger.repeatInterval=" + Interval.parse(interval).toMillis();
  }

  private static boolean isCron(String schedule) {
    return schedule.trim().contains(" ");
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    context = camelContext;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }
}
