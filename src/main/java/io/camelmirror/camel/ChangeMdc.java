package io.camelmirror.camel;

import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.PathText;
import org.slf4j.MDC;

/** Puts the fields of an applied change into SLF4J's MDC, for structured logs. */
final class ChangeMdc {

  private static final String ACTION = "mirror.action";
  private static final String PATH = "mirror.path";
  private static final String FROM = "mirror.from";
  private static final String BYTES = "mirror.bytes";
  private static final String MILLIS = "mirror.millis";
  private static final double NANOS_PER_MILLI = 1e6;

  private ChangeMdc() {}

  static void put(Change change, Outcome outcome) {
    MDC.put(ACTION, change.action().name());
    MDC.put(PATH, PathText.whole(change.path()));
    if (change.from() != null) {
      MDC.put(FROM, PathText.whole(change.from()));
    }
    MDC.put(BYTES, Long.toString(outcome.bytes()));
    MDC.put(MILLIS, Double.toString(outcome.nanos() / NANOS_PER_MILLI));
  }

  static void clear() {
    MDC.remove(ACTION);
    MDC.remove(PATH);
    MDC.remove(FROM);
    MDC.remove(BYTES);
    MDC.remove(MILLIS);
  }
}
