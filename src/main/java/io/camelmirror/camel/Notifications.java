package io.camelmirror.camel;

import io.camelmirror.tree.FailureText;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;

/**
 * Sends lines to an endpoint, one exchange each, on a thread of its own. An endpoint that is slow
 * or fails delays nobody: at most {@value #MOST_WAITING} lines wait, and the others are dropped.
 */
final class Notifications {

  // The headers. Most components send none on that begins with Camel.

  /** What has happened: {@code problem}. */
  static final String EVENT = "MirrorEvent";

  static final String MIRROR = "MirrorName";

  /** Only if the line is about one path. */
  static final String PATH = "MirrorPath";

  static final String TIME = "MirrorTime";

  static final int MOST_WAITING = 1_000;

  private static final long KEEP_ALIVE_SECONDS = 10;

  private final CamelContext context;
  private final Logger logger;
  private final Endpoint endpoint;
  private final ProducerTemplate template;
  private final ExecutorService thread;

  /** Since the last exchange that was sent. */
  private volatile boolean failing;

  private volatile boolean dropping;
  private volatile boolean closed;

  /**
   * Prepares to send; no thread runs before the first line.
   *
   * @param name the name of the mirror; null if it has none
   * @throws UnusableOptionException if there is no such endpoint; the message is for the user
   */
  Notifications(CamelContext context, String uri, String name) {
    this.context = context;
    this.logger = PassLog.logger("notify", name);
    this.endpoint = endpoint(context, uri);
    template = context.createProducerTemplate();
    thread =
        context
            .getExecutorServiceManager()
            .newThreadPool(
                this,
                "mirror-notify",
                new ThreadPoolProfileBuilder("mirror-notify")
                    .poolSize(1)
                    .maxPoolSize(1)
                    .maxQueueSize(MOST_WAITING)
                    .keepAliveTime(KEEP_ALIVE_SECONDS)
                    .allowCoreThreadTimeOut(true)
                    .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                    .build());
  }

  private static Endpoint endpoint(CamelContext context, String uri) {
    Throwable cause;
    try {
      return context.getEndpoint(uri);
    } catch (RuntimeException e) {
      cause = e;
    }
    String shown = URISupport.sanitizeUri(uri);
    if (cause instanceof NoSuchEndpointException) {
      throw new UnusableOptionException(
          "mirror: cannot notify "
              + shown
              + ": there is no such Camel component; add its jar, and the jars that it needs, to the"
              + " class path");
    }
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    throw new UnusableOptionException("mirror: cannot notify " + shown + ": " + reason);
  }

  /**
   * Sends a line soon.
   *
   * @param path null if the line is not about one path
   */
  void send(String event, String mirror, String path, String line) {
    Instant now = Instant.now();
    try {
      thread.execute(
          () -> {
            dropping = false;
            sendNow(event, mirror, path, line, now);
          });
    } catch (RejectedExecutionException e) {
      if (!dropping && !closed) {
        dropping = true;
        logger.warn(
            "notifications are dropped: {} is too slow, and {} wait already",
            URISupport.sanitizeUri(endpoint.getEndpointUri()),
            MOST_WAITING);
      }
    }
  }

  private void sendNow(String event, String mirror, String path, String line, Instant time) {
    Exception failure;
    try {
      Exchange sent =
          template.send(
              endpoint,
              exchange -> {
                Message message = exchange.getMessage();
                message.setBody(line);
                message.setHeader(EVENT, event);
                message.setHeader(MIRROR, mirror);
                message.setHeader(TIME, time.toString());
                if (path != null) {
                  message.setHeader(PATH, path);
                }
              });
      failure = sent.getException();
    } catch (RuntimeException e) {
      // The context is stopping, or the producer could not be started.
      failure = e;
    }
    if (failure != null && !failing) {
      logger.warn(
          "cannot notify {}: {}; further failures are not logged until one is sent",
          URISupport.sanitizeUri(endpoint.getEndpointUri()),
          FailureText.of(failure));
    }
    failing = failure != null;
  }

  /**
   * Waits until everything is sent.
   *
   * @param millis for how long, in milliseconds
   */
  void await(long millis) {
    try {
      // The only thread takes it last.
      thread.submit(() -> {}).get(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      logger.warn("not all notifications were sent");
    }
  }

  /** Sends nothing more. */
  void close() {
    closed = true;
    context.getExecutorServiceManager().shutdownNow(thread);
    template.stop();
  }
}
