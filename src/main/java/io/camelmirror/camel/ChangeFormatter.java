package io.camelmirror.camel;

import io.camelmirror.apply.Outcome;
import io.camelmirror.diff.Change;
import io.camelmirror.tree.PathText;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExchangeFormatter;

/**
 * Writes one line for an exchange that carried a change: action, bytes, duration and, last because
 * it may hold anything, the path.
 */
public class ChangeFormatter implements ExchangeFormatter {

  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public String format(Exchange exchange) {
    Change change = exchange.getProperty(MirrorConstants.CHANGE, Change.class);
    Outcome outcome = exchange.getProperty(MirrorConstants.OUTCOME, Outcome.class);
    if (change == null) {
      return PathText.of(String.valueOf(exchange.getMessage().getBody()));
    }
    String path = PathText.of(change.path());
    if (outcome == null) {
      return String.format("%s left out: %s", change.action(), path);
    }
    return switch (outcome.state()) {
      case APPLIED -> line("", change, outcome, path);
      case WOULD_APPLY -> line("would ", change, outcome, path);
      case OUTDATED ->
          String.format("%s left out, the source has it again: %s", change.action(), path);
    };
  }

  private static String line(String prefix, Change change, Outcome outcome, String path) {
    return String.format(
        Locale.ROOT,
        "%s%-10s %12d B %10.3f ms  %s",
        prefix,
        change.action(),
        outcome.bytes(),
        outcome.nanos() / NANOS_PER_MILLI,
        path);
  }
}
