package io.camelmirror.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.FilterReply;
import io.camelmirror.run.Setting;
import io.camelmirror.run.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Where the lines go: every exchange to the log file, what a person wants to know to the console.
 * Set up in code, so that a jar used as a library brings no configuration of its own.
 */
final class Logging {

  /** Writes to the log file only, with stack traces. */
  static final String FILE_ONLY = "io.camelmirror.internal";

  /** Writes to the terminal only, where the summaries go. */
  static final String CONSOLE_ONLY = "io.camelmirror.console";

  private static final String OWN = "io.camelmirror";
  private static final String CHANGES = "io.camelmirror.change";
  private static final String LOG = "log";

  /** What the console shows. */
  enum Console {
    /** Problems. */
    QUIET,
    /** Problems and a summary of each pass. */
    NORMAL,
    /** Everything, including each exchange and the messages of Camel. */
    VERBOSE
  }

  private Logging() {}

  /**
   * Sets the logging up.
   *
   * @param file null to write to no file
   * @param summariesToError whether standard output is kept for something else
   * @param screen the terminal; null without one
   */
  static void configure(
      Settings settings, LogFile file, Console console, boolean summariesToError, Screen screen) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();

    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(console == Console.VERBOSE ? Level.INFO : Level.WARN);
    context.getLogger(OWN).setLevel(Level.INFO);
    if (console != Console.VERBOSE) {
      // The program itself reports a failed start in one line.
      context.getLogger("org.apache.camel.impl").setLevel(Level.OFF);
    }
    Consoles consoles = new Consoles(context, screen, showsEveryPass(settings));
    if (!isTo(file, LogFile.Kind.STANDARD_ERROR)) {
      root.addAppender(consoles.of(true, "camel-mirror: ", errors()));
    }
    LogFile.Kind summariesGoTo =
        summariesToError ? LogFile.Kind.STANDARD_ERROR : LogFile.Kind.STANDARD_OUTPUT;
    Logger consoleOnly = context.getLogger(CONSOLE_ONLY);
    consoleOnly.setAdditive(false);
    if (console != Console.QUIET && !isTo(file, summariesGoTo)) {
      Appender<ILoggingEvent> summaries = consoles.of(summariesToError, "", summaries(console));
      root.addAppender(summaries);
      consoleOnly.addAppender(summaries);
    }
    if (file == null) {
      return;
    }
    Appender<ILoggingEvent> log = logFile(context, settings, file, screen);
    root.addAppender(log);
    if (console != Console.VERBOSE) {
      // Not shown: of a million lines, each need not be offered to the console.
      Logger changes = context.getLogger(CHANGES);
      changes.setAdditive(false);
      changes.addAppender(log);
    }
  }

  private static boolean isTo(LogFile file, LogFile.Kind kind) {
    return file != null && file.kind() == kind;
  }

  /** Keeps the lines of a logger from the console. They go to the log file, if there is one. */
  static void hide(String logger) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger hidden = context.getLogger(logger);
    hidden.setAdditive(false);
    Appender<ILoggingEvent> log = context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(LOG);
    if (log != null) {
      hidden.addAppender(log);
    }
  }

  /** Ends the logging; what is still on its way to the file is written. */
  static void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static Filter<ILoggingEvent> errors() {
    return new Filter<>() {
      @Override
      public FilterReply decide(ILoggingEvent event) {
        return reply(
            event.getLevel().isGreaterOrEqual(Level.WARN)
                && !event.getLoggerName().equals(FILE_ONLY));
      }
    };
  }

  private static Filter<ILoggingEvent> summaries(Console console) {
    return new Filter<>() {
      @Override
      public FilterReply decide(ILoggingEvent event) {
        return reply(
            event.getLevel() == Level.INFO
                && !event.getLoggerName().equals(FILE_ONLY)
                && (console == Console.VERBOSE || !event.getLoggerName().equals(CHANGES)));
      }
    };
  }

  private static FilterReply reply(boolean shown) {
    return shown ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private static boolean showsEveryPass(Settings settings) {
    return settings.get(Setting.LOG_UNCHANGED).equals("all")
        || settings.get(Setting.PASSES).equals("1");
  }

  /** Creates the appenders for standard output and standard error. */
  private record Consoles(LoggerContext context, Screen screen, boolean everyPass) {

    Appender<ILoggingEvent> of(boolean error, String prefix, Filter<ILoggingEvent> filter) {
      Appender<ILoggingEvent> appender =
          screen != null && screen.terminal().is(error)
              ? new ScreenAppender(screen, error ? System.err : System.out, everyPass)
              : plain(error ? ConsoleTarget.SystemErr : ConsoleTarget.SystemOut, prefix);
      appender.setContext(context);
      filter.start();
      appender.addFilter(filter);
      appender.start();
      return appender;
    }

    private Appender<ILoggingEvent> plain(ConsoleTarget target, String prefix) {
      ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
      appender.setTarget(target.getName());
      appender.setEncoder(lines(context, LineEncoder.ofConsole(prefix)));
      return appender;
    }
  }

  private static Appender<ILoggingEvent> logFile(
      LoggerContext context, Settings settings, LogFile file, Screen screen) {
    Encoder<ILoggingEvent> encoder =
        settings.get(Setting.LOG_FORMAT).equals("json")
            ? json(context)
            : lines(context, LineEncoder.ofFile(ZoneId.systemDefault()));
    Appender<ILoggingEvent> appender =
        switch (file.kind()) {
          case FILE -> rolling(context, settings, file.path().toString(), encoder);
          case FIFO -> new FifoAppender(file.path(), encoder);
          case DEVICE -> stream(device(file.path()), encoder);
          case STANDARD_OUTPUT -> stream(standard(false, screen), encoder);
          case STANDARD_ERROR -> stream(standard(true, screen), encoder);
        };
    appender.setContext(context);
    appender.setName(LOG);
    appender.start();
    return appender;
  }

  private static OutputStream standard(boolean error, Screen screen) {
    PrintStream out = error ? System.err : System.out;
    return screen != null && screen.terminal().is(error) ? screen.over(out) : out;
  }

  private static Appender<ILoggingEvent> rolling(
      LoggerContext context, Settings settings, String file, Encoder<ILoggingEvent> encoder) {
    Set<PosixFilePermission> permissions = permissions(settings.get(Setting.LOG_MODE));
    LateRollingPolicy policy =
        new LateRollingPolicy(
            file,
            Long.parseLong(settings.get(Setting.LOG_MAX_SIZE)),
            Integer.parseInt(settings.get(Setting.LOG_KEEP)),
            permissions);
    BatchingAppender appender = new BatchingAppender(policy, permissions);
    appender.setFile(file);
    policy.setContext(context);
    policy.setParent(appender);
    policy.start();
    appender.setEncoder(encoder);
    return appender;
  }

  /** Converts an octal mode, such as 640. */
  static Set<PosixFilePermission> permissions(String mode) {
    int bits = Integer.parseInt(mode, 8);
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values();
    for (int i = 0; i < all.length; i++) {
      // The constants are in the order of the bits, the owner's first.
      if ((bits >> all.length - 1 - i & 1) == 1) {
        permissions.add(all[i]);
      }
    }
    return permissions;
  }

  private static OutputStream device(Path device) {
    try {
      return LogOutput.device(device);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Appender<ILoggingEvent> stream(OutputStream out, Encoder<ILoggingEvent> encoder) {
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setEncoder(encoder);
    appender.setOutputStream(out);
    return appender;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMessage(false);
    encoder.setWithFormattedMessage(true);
    encoder.setWithArguments(false);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> lines(LoggerContext context, LineEncoder encoder) {
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
