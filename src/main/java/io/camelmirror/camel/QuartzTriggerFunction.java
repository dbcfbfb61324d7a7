package io.camelmirror.camel;

import org.apache.camel.spi.PropertiesFunction;

/**
 * Converts a schedule to options of a {@code quartz:} endpoint: {@code
 * quartz:mirror/reconcile?{{quartz-trigger:mirror.reconcile}}}. The property holds an interval
 * ({@code 10m}) or a Quartz cron expression ({@code 0 0 3 * * ?}).
 */
@org.apache.camel.spi.annotations.PropertiesFunction("quartz-trigger")
public class QuartzTriggerFunction implements PropertiesFunction {

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
    if (isCron(schedule)) {
      return "cron=" + schedule.trim().replaceAll("\\s+", "+").replace("#", "%23");
    }
    long millis = Interval.parse(schedule).toMillis();
    // Fire first after one interval, so that a restart alone deletes nothing. The endpoint's own
    // triggerStartDelay has no effect on a scheduler that is not started yet.
    long first = System.currentTimeMillis() + millis;
    return "trigger.repeatInterval="
        + millis
        + "&trigger.startTime=#class:java.util.Date("
        + first
        + ")";
  }

  private static boolean isCron(String schedule) {
    return schedule.trim().contains(" ");
  }
}
