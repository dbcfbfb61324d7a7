package io.camelmirror.camel;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a logger logs until this is closed. */
final class LogRecord extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  LogRecord(String logger) {
    this.logger = (Logger) LoggerFactory.getLogger(logger);
    start();
    this.logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    String cause =
        event.getThrowableProxy() == null ? "" : " " + event.getThrowableProxy().getMessage();
    lines.add(event.getFormattedMessage() + cause);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
