package io.camelmirror.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.camelmirror.pass.PassReport;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Shows lines on a terminal, with the time of day. */
final class ScreenAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private static final String RED = "\033[31m";
  private static final String YELLOW = "\033[33m";
  private static final String PLAIN = "\033[0m";

  private final Screen screen;
  private final PrintStream out;
  private final boolean everyPass;

  /**
   * Creates an appender.
   *
   * @param out where the lines go
   * @param everyPass also show the reports of passes that found nothing to do
   */
  ScreenAppender(Screen screen, PrintStream out, boolean everyPass) {
    this.screen = screen;
    this.out = out;
    this.everyPass = everyPass;
  }

  /** The time of day as a person reads it. */
  static String timeOfDay(Instant time) {
    return TIME.format(LocalTime.ofInstant(time, ZoneId.systemDefault()));
  }

  @Override
  protected void append(ILoggingEvent event) {
    String message = message(event);
    if (message != null) {
      String line =
          timeOfDay(Instant.ofEpochMilli(event.getTimeStamp())) + " " + OneLine.of(message);
      screen.print(out, colored(event.getLevel(), line) + "\n");
    }
  }

  private String message(ILoggingEvent event) {
    Object[] arguments = event.getArgumentArray();
    if (arguments == null
        || arguments.length == 0
        || !(arguments[0] instanceof PassReport report)) {
      return String.valueOf(event.getFormattedMessage());
    }
    if (report.isUpToDate() && report.changes() == 0 && !everyPass) {
      return null;
    }
    // What follows the report is said in full.
    String full = report.toString();
    return report.brief() + event.getFormattedMessage().substring(full.length());
  }

  private String colored(Level level, String line) {
    if (!level.isGreaterOrEqual(Level.WARN) || !screen.terminal().hasColors()) {
      return line;
    }
    return (level == Level.WARN ? YELLOW : RED) + line + PLAIN;
  }
}
