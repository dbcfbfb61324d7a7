package io.camelmirror.camel;

import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.PendingChange;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Keeps an error handler from redelivering a change that would only fail again, because a single
 * path has failed or because the whole replica has already failed for good in this pass. The
 * exchange goes to the dead letter endpoint at once. Set it as the error handler's {@code
 * onExceptionOccurred}.
 *
 * <p>The producer cannot do this itself: if a processor marks an exchange as exhausted, Camel
 * assumes that an inner error handler has dealt with it, and skips the dead letter endpoint.
 */
public class NotWorthRedelivery implements Processor {

  @Override
  public void process(Exchange exchange) {
    MirrorFile file = MirrorFile.of(exchange);
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (file != null && caught != null && isOfApply(caught, file.pending())) {
      boolean mayHelp =
          caught instanceof IOException failure && file.pending().isWorthAnotherAttempt(failure);
      exchange.getExchangeExtension().setRedeliveryExhausted(!mayHelp);
    }
  }

  private static boolean isOfApply(Exception caught, PendingChange pending) {
    Outcome outcome = pending.outcome();
    return caught == (outcome == null ? pending.failure() : outcome.failure());
  }
}
