package io.camelmirror.camel;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import io.camelmirror.bench.Yard;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.LoggerFactory;

/**
 * One exchange through the two steps of the copy route, of which the second logs it to a file: the
 * time for each. It is a dry run over a directory of new files, so that nothing is written to the
 * replica; what it takes to look at the files is part of it, and is what {@code MarchBenchmark}
 * measures by itself.
 *
 * <p>It stands in the package of the consumer to be allowed to poll it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExchangeBenchmark {

  private static final int FILES = 1000;

  private Yard yard;
  private CamelContext context;
  private MirrorConsumer consumer;

  @Setup
  public void setUp() throws Exception {
    yard = Yard.make();
    yard.fill(yard.source(), FILES);
    // No files, but the time that the source's root has: it is no change of its own.
    yard.fill(yard.replica(), 0);
    logTo(yard.log());
    context = new DefaultCamelContext();
    context.addRoutes(new CopyRoute(yard));
    context.start();
    consumer = (MirrorConsumer) context.getRoute("copy").getConsumer();
  }

  @TearDown
  public void tearDown() throws Exception {
    context.close();
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    yard.close();
  }

  @Benchmark
  @OperationsPerInvocation(FILES)
  public int exchange() throws Exception {
    int changes = consumer.poll();
    if (changes != FILES) {
      throw new IllegalStateException(changes + " changes");
    }
    return changes;
  }

  private static void logTo(Path file) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %msg%n");
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
  }

  /** As it is shipped, in Java. The consumer polls by itself only long after the benchmark. */
  private static final class CopyRoute extends RouteBuilder {

    private final Yard yard;

    CopyRoute(Yard yard) {
      this.yard = yard;
    }

    @Override
    public void configure() {
      String mirror = "mirror:" + yard.source() + "?dryRun=true&replica=" + yard.replica();
      from(mirror + "&threads=1&reconcile=schedule&initialDelay=1d&delay=1d")
          .routeId("copy")
          .to(mirror)
          .to(
              "log:io.camelmirror.change"
                  + "?exchangeFormatter=#class:io.camelmirror.camel.ChangeFormatter");
    }
  }
}
