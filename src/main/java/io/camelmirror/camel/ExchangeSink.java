package io.camelmirror.camel;

import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.Outcome;
import io.camelmirror.pass.ChangeSink;
import io.camelmirror.pass.PendingChange;
import io.camelmirror.tree.Kind;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.component.file.FileConsumer;
import org.apache.camel.spi.Synchronization;
import org.slf4j.Logger;

/**
 * Sends each change down the route of a consumer as an exchange, and completes it when the exchange
 * is done.
 */
final class ExchangeSink implements ChangeSink {

  private final FileConsumer consumer;
  private final MirrorComponent component;
  private final RoutedMirror mirror;
  private final ReadLock readLock;
  private final Logger changes;

  ExchangeSink(FileConsumer consumer, MirrorEndpoint endpoint) {
    this.consumer = consumer;
    this.changes = PassLog.logger("change", endpoint.getComponent().getName());
    this.component = endpoint.getComponent();
    this.mirror = endpoint.mirror();
    this.readLock = ReadLock.of(endpoint);
  }

  @Override
  public void accept(PendingChange pending) {
    Change change = pending.change();
    Exchange exchange = consumer.createExchange(true);
    MirrorFile file = new MirrorFile(mirror.folders(), pending);
    exchange.setIn(new ChangeMessage(exchange.getContext(), file));
    file.begin(exchange);
    Completion completion = new Completion(file);
    exchange.getExchangeExtension().addOnCompletion(completion);
    try {
      if (!isRead(change) || readLock.acquire(file, exchange)) {
        consumer.getProcessor().process(exchange);
      } else {
        completion.end(exchange);
      }
    } catch (Exception e) {
      exchange.setException(e);
      completion.end(exchange);
    }
  }

  private static boolean isRead(Change change) {
    return change.source() != null
        && change.source().kind() == Kind.FILE
        && change.action() != Action.ATTRIBUTES
        && change.action() != Action.MOVE;
  }

  private void end(MirrorFile file, Exchange exchange) {
    PendingChange pending = file.pending();
    Outcome outcome;
    try {
      if (component.isMdc()) {
        ChangeMdc.clear();
      }
      outcome = outcome(pending, exchange);
      if (outcome.isApplied() && !file.isLogged()) {
        log(file.change(), outcome);
      }
    } catch (RuntimeException | Error e) {
      // Always complete the change, because the pass waits for it.
      outcome = Outcome.failed(e);
    }
    pending.complete(outcome);
  }

  /** Logs an applied change that no step of its route has logged. */
  private void log(Change change, Outcome outcome) {
    if (component.isMdc()) {
      ChangeMdc.put(change, outcome);
    }
    changes.info("{}", ChangeFormatter.format(change, outcome));
    if (component.isMdc()) {
      ChangeMdc.clear();
    }
  }

  /** Derives the outcome from the producer's result and from failures of the route. */
  private static Outcome outcome(PendingChange pending, Exchange exchange) {
    Outcome applied = pending.outcome();
    Exception failure = failure(exchange, applied != null);
    if (failure == null) {
      // Without an outcome, a route step kept the exchange from the producer.
      return applied == null ? Outcome.SKIPPED : applied;
    }
    if (applied == null) {
      return Outcome.failed(
          failure == pending.failure()
              ? failure
              : new StepException(exchange, false, reason(failure)));
    }
    return applied.failure() != null
        ? applied
        : applied.with(new StepException(exchange, true, reason(failure)));
  }

  /**
   * The route's failure, even if an error handler has handled it. A failure that a doTry block has
   * caught counts only if it kept the change from being applied.
   */
  private static Exception failure(Exchange exchange, boolean applied) {
    Exception exception = exchange.getException();
    if (exception == null && (!applied || isHandledByErrorHandler(exchange))) {
      exception = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }
    return exception;
  }

  /** The failure that Camel or a component has wrapped, if it is one of input or output. */
  private static Throwable reason(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return cause;
      }
    }
    return failure;
  }

  static boolean isHandledByErrorHandler(Exchange exchange) {
    ExchangeExtension extension = exchange.getExchangeExtension();
    return extension.isErrorHandlerHandledSet() && extension.isErrorHandlerHandled();
  }

  /** Completes the change when its exchange is done, on whatever thread that happens. */
  final class Completion implements Synchronization {

    private final MirrorFile file;

    Completion(MirrorFile file) {
      this.file = file;
    }

    MirrorFile file() {
      return file;
    }

    @Override
    public void onComplete(Exchange exchange) {
      end(exchange);
    }

    @Override
    public void onFailure(Exchange exchange) {
      end(exchange);
    }

    private void end(Exchange exchange) {
      ExchangeSink.this.end(file, exchange);
    }
  }
}
