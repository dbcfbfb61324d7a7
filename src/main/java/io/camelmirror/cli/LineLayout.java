package io.camelmirror.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.util.CachingDateFormatter;

/**
 * Each event as one line. A layout of its own in place of a pattern: of a pattern's parts, put
 * together when it starts, each is asked for each line.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {

  private static final int LEVEL_WIDTH = 5;

  private final String prefix;
  private final CachingDateFormatter times;
  private final ThrowableProxyConverter traces;

  private LineLayout(String prefix, CachingDateFormatter times, ThrowableProxyConverter traces) {
    this.prefix = prefix;
    this.times = times;
    this.traces = traces;
  }

  /** Lines with time and level, and with the stack trace if there is one. */
  static LineLayout ofFile() {
    return new LineLayout(
        "", new CachingDateFormatter("yyyy-MM-dd'T'HH:mm:ss.SSSXXX"), new OneLineTraceConverter());
  }

  /** Lines for people: the message alone. */
  static LineLayout ofConsole(String prefix) {
    return new LineLayout(prefix, null, null);
  }

  @Override
  public void start() {
    if (traces != null) {
      traces.start();
    }
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    String message = OneLine.of(event.getFormattedMessage());
    StringBuilder line = new StringBuilder(prefix.length() + message.length() + 48);
    line.append(prefix);
    if (times != null) {
      line.append(times.format(event.getTimeStamp())).append(' ');
      String level = event.getLevel().levelStr;
      line.append(level);
      for (int width = level.length(); width <= LEVEL_WIDTH; width++) {
        line.append(' ');
      }
    }
    line.append(message);
    if (traces != null && event.getThrowableProxy() != null) {
      line.append(traces.convert(event));
    }
    return line.append('\n').toString();
  }
}
