package io.camelmirror.camel;

import io.camelmirror.apply.Outcome;
import io.camelmirror.diff.Change;
import io.camelmirror.tree.PathText;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExchangeFormatter;

/**
 * Writes one line for an exchange that carried a change: action, bytes, duration and, last because
 * it may hold anything, the path.
 */
public class ChangeFormatter implements ExchangeFormatter {

  private static final int ACTION_WIDTH = 10;
  private static final int BYTES_WIDTH = 12;
  private static final int MILLIS_WIDTH = 7;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int MICROS_PER_MILLI = 1_000;

  @Override
  public String format(Exchange exchange) {
    ChangedFile file = ChangedFile.of(exchange);
    if (file == null) {
      return PathText.of(String.valueOf(exchange.getMessage().getBody()));
    }
    Change change = file.change();
    Outcome outcome = file.outcome();
    String path = PathText.of(change.path());
    if (outcome == null) {
      return change.action() + " left out: " + path;
    }
    return switch (outcome.state()) {
      case APPLIED -> line("", change, outcome, path);
      case WOULD_APPLY -> line("would ", change, outcome, path);
      case SKIPPED -> change.action() + " skipped: " + path;
      case OUTDATED -> change.action() + " left out, no longer right: " + path;
    };
  }

  /**
   * By hand: this runs for every exchange, and String.format takes longer than all the rest of it.
   */
  private static String line(String prefix, Change change, Outcome outcome, String path) {
    StringBuilder line = new StringBuilder(prefix.length() + path.length() + 48);
    String action = change.action().name();
    line.append(prefix).append(action);
    pad(line, ACTION_WIDTH - action.length());
    appendRight(line, outcome.bytes(), BYTES_WIDTH).append(" B");
    long micros = outcome.nanos() / NANOS_PER_MICRO;
    appendRight(line, micros / MICROS_PER_MILLI, MILLIS_WIDTH).append('.');
    String fraction = Long.toString(MICROS_PER_MILLI + micros % MICROS_PER_MILLI);
    return line.append(fraction, 1, fraction.length()).append(" ms  ").append(path).toString();
  }

  private static StringBuilder appendRight(StringBuilder line, long number, int width) {
    String digits = Long.toString(number);
    pad(line, width - digits.length());
    return line.append(digits);
  }

  private static void pad(StringBuilder line, int count) {
    for (int i = 0; i < count; i++) {
      line.append(' ');
    }
  }
}
