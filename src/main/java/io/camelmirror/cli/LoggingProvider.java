package io.camelmirror.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback as SLF4J's provider, without the search for a provider and for a configuration: {@link
 * Logging} says where the lines go. Until it has, there are none.
 */
public final class LoggingProvider implements SLF4JServiceProvider {

  private static final String PROVIDER = "slf4j.provider";
  private static final String VERBOSITY = "slf4j.internal.verbosity";

  private final LoggerContext context = new Context();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();

  /** Lets SLF4J use this one; to be called before anything asks for a logger. */
  static void choose() {
    System.setProperty(PROVIDER, LoggingProvider.class.getName());
    // It would say on standard error that it was told so.
    System.setProperty(VERBOSITY, "WARN");
  }

  @Override
  public void initialize() {
    context.setName("default");
    context.setMDCAdapter(diagnostics);
    context.start();
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return context;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return diagnostics;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  /** Runs what Logback does at a rotation so that no archive is lost. */
  private static final class Context extends LoggerContext {

    private ExecutorService compressions;

    /**
     * {@inheritDoc} Logback compresses here. It waits for the last archive when it ends, so with
     * one thread for all of them the others are complete, too.
     */
    @Override
    public synchronized ExecutorService getExecutorService() {
      if (compressions == null) {
        compressions =
            Executors.newSingleThreadExecutor(
                task -> {
                  Thread thread = new Thread(task, "log archives");
                  thread.setDaemon(true);
                  return thread;
                });
      }
      return compressions;
    }

    /**
     * {@inheritDoc} Logback removes old archives here, and counts their days with a calendar that
     * the thread that rotates uses as well: with threads of its own it would remove archives that
     * are to be kept. So the removal runs in the thread that rotates.
     */
    @Override
    public ExecutorService getAlternateExecutorService() {
      return new ThreadPoolExecutor(0, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>()) {
        @Override
        public void execute(Runnable task) {
          task.run();
        }
      };
    }
  }
}
