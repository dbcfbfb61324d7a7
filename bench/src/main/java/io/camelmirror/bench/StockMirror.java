package io.camelmirror.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.slf4j.LoggerFactory;

/**
 * The same mirror, one pass of it, as a Camel user would write it with the stock {@code file:}
 * component. Usage: {@code StockMirror SOURCE REPLICA LOG_FILE}.
 *
 * <p>What has not changed is told by a filter that looks at the replica. The idempotent repository
 * of the component would forget it when the program ends, and kept in a file it would have to hold
 * a key for every file in memory; a filter costs less, and repairs the replica too.
 *
 * <p>Empty folders, links, permissions and the times of folders are beyond this component.
 */
public final class StockMirror extends RouteBuilder {

  private final Path source;
  private final Path replica;
  private final Main main;
  private volatile boolean failed;

  private StockMirror(Path source, Path replica, Main main) {
    this.source = source;
    this.replica = replica;
    this.main = main;
  }

  public static void main(String[] arguments) throws Exception {
    logTo(arguments[2]);
    Main main = new Main();
    Path source = Path.of(arguments[0]);
    Path replica = Path.of(arguments[1]);
    StockMirror mirror = new StockMirror(source, replica, main);
    main.configure().addRoutesBuilder(mirror);
    main.configure().withAutoConfigurationLogSummary(false);
    main.run();
    System.exit(mirror.failed ? 1 : 0);
  }

  @Override
  public void configure() {
    bindToRegistry("changed", changed());
    bindToRegistry("reconcileThenEnd", new ReconcileThenEnd());

    // No read lock: nobody writes to the source meanwhile. No hidden files are left out. One poll
    // without the second that the component waits before it by default.
    from("file:"
            + source
            + "?recursive=true&noop=true&idempotent=false&filter=#changed"
            + "&includeHiddenFiles=true&includeHiddenDirs=true&readLock=none"
            + "&initialDelay=0&repeatCount=1&pollStrategy=#reconcileThenEnd")
        .routeId("copy")
        .to("file:" + replica + "?keepLastModified=true")
        .log(
            LoggingLevel.INFO, "stock", "COPY ${header.CamelFileLength} B ${header.CamelFileName}");

    from("direct:delete")
        .routeId("delete")
        .process(exchange -> Files.delete(Path.of(exchange.getMessage().getBody(String.class))))
        .log(LoggingLevel.INFO, "stock", "DELETE ${body}");
  }

  /** Accepts the files whose like the replica has not. */
  private GenericFileFilter<File> changed() {
    File root = replica.toFile();
    return file -> {
      if (file.isDirectory()) {
        return true;
      }
      File other = new File(root, file.getRelativeFilePath());
      return other.lastModified() != file.getLastModified()
          || other.length() != file.getFileLength();
    };
  }

  /** When the one poll is over: deletes what the source has not, and ends the program. */
  private final class ReconcileThenEnd extends DefaultPollingConsumerPollStrategy {

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
      try (var template = getContext().createProducerTemplate()) {
        Extras.of(source, replica, extra -> template.sendBody("direct:delete", extra.toString()));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      main.completed();
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception e) {
      log.error("the source could not be read", e);
      failed = true;
      main.completed();
      return false;
    }
  }

  private static void logTo(String file) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{ISO8601} %-5level %msg%n");
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file);
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
  }
}
