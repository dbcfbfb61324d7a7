package io.camelmirror.camel;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.tree.PathText;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExchangeFormatter;

/**
 * Formats one log line for an exchange with a change: action, bytes, duration and path, for a MOVE
 * the old and the new path. The path comes last because it may contain anything.
 */
public class ChangeFormatter implements ExchangeFormatter {

  private static final int ACTION_WIDTH = 10;
  private static final int BYTES_WIDTH = 12;
  private static final int MILLIS_WIDTH = 7;
  private static final int FRACTION_WIDTH = 3;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int MICROS_PER_MILLI = 1_000;

  /** Enough for two numbers of any size and the text around them. */
  private static final int MOST = 64;

  private static final Map<Action, byte[]> ACTIONS = new EnumMap<>(Action.class);

  static {
    for (Action action : Action.values()) {
      String padding = " ".repeat(ACTION_WIDTH - action.name().length());
      ACTIONS.put(action, (action.name() + padding).getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  private static final byte[] END = " ms  ".getBytes(StandardCharsets.ISO_8859_1);

  @Override
  public String format(Exchange exchange) {
    MirrorFile file = MirrorFile.of(exchange);
    if (file == null) {
      return PathText.whole(String.valueOf(exchange.getMessage().getBody()));
    }
    Outcome outcome = file.outcome();
    if (outcome != null && outcome.isApplied()) {
      file.setLogged();
    }
    return format(file.change(), outcome);
  }

  /**
   * Formats a change.
   *
   * @param outcome null if no producer has applied the change
   */
  static String format(Change change, Outcome outcome) {
    String path = PathText.of(change.path());
    if (change.from() != null) {
      path = PathText.of(change.from()) + " -> " + path;
    }
    if (outcome == null) {
      return change.action() + " not applied: " + path;
    }
    return switch (outcome.state()) {
      case APPLIED, APPLIED_CHANGING -> line("", change, outcome, path);
      case WOULD_APPLY -> line("would ", change, outcome, path);
      case FAILED -> change.action() + " failed: " + path;
      case SKIPPED -> change.action() + " skipped: " + path;
      case OUTDATED -> change.action() + " not applied, the entry has changed: " + path;
    };
  }

  /**
   * Formats by hand, right to left as digits are computed. This runs for every exchange;
   * String.format takes longer than everything else together, and a StringBuilder takes twice as
   * long.
   */
  private static String line(String prefix, Change change, Outcome outcome, String path) {
    byte[] line = new byte[MOST];
    int start = MOST - END.length;
    System.arraycopy(END, 0, line, start, END.length);
    long micros = outcome.nanos() / NANOS_PER_MICRO;
    start = putDigits(micros % MICROS_PER_MILLI, '0', FRACTION_WIDTH, line, start);
    line[--start] = '.';
    start = putDigits(micros / MICROS_PER_MILLI, ' ', MILLIS_WIDTH, line, start);
    line[--start] = 'B';
    line[--start] = ' ';
    start = putDigits(outcome.bytes(), ' ', BYTES_WIDTH, line, start);
    byte[] action = ACTIONS.get(change.action());
    start -= action.length;
    System.arraycopy(action, 0, line, start, action.length);
    String numbers = new String(line, start, MOST - start, StandardCharsets.ISO_8859_1);
    return prefix.concat(numbers).concat(path);
  }

  /** Writes a non-negative number that ends before the given index; returns its start index. */
  private static int putDigits(long number, char padding, int width, byte[] line, int end) {
    int start = end;
    long rest = number;
    do {
      line[--start] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    while (start > end - width) {
      line[--start] = (byte) padding;
    }
    return start;
  }
}
