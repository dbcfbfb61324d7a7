package io.camelmirror.camel;

import io.camelmirror.apply.SourceGuard;
import io.camelmirror.diff.Problem;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;

/** Says in one line that a pass could not begin or broke off; the next interval tries again. */
final class PassFailures implements ExceptionHandler {

  private final MirrorConsumer consumer;
  private volatile String said;

  PassFailures(MirrorConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public void handleException(Throwable exception) {
    handleException(null, null, exception);
  }

  @Override
  public void handleException(String message, Throwable exception) {
    handleException(message, null, exception);
  }

  @Override
  public void handleException(String message, Exchange exchange, Throwable exception) {
    if (exception instanceof InterruptedException || exception instanceof CancellationException) {
      return;
    }
    Logger passes = passes();
    String line = line(exception);
    // An outage is said once, however many passes it lasts.
    if (line.equals(said)) {
      passes.debug("{}", line);
    } else {
      passes.error("{}", line);
      said = line;
    }
    passes.debug("the pass could not be made", exception);
    Exception cause = exception instanceof Exception e ? e : new IllegalStateException(exception);
    for (PassListener listener :
        consumer.getEndpoint().getCamelContext().getRegistry().findByType(PassListener.class)) {
      listener.passFailed(cause);
    }
  }

  /** A pass could be begun. */
  void recovered() {
    if (said != null) {
      said = null;
      passes().info("both folders are there again");
    }
  }

  private Logger passes() {
    return consumer.mirror().loggers().passes();
  }

  private static String line(Throwable exception) {
    if (exception instanceof SourceGuard.GoneException) {
      return exception.getMessage();
    }
    // An IOException comes before anything was done.
    String what =
        exception instanceof IOException
            ? "the pass could not be made, nothing was deleted"
            : "the pass broke off";
    return what + ": " + Problem.describe(exception);
  }
}
