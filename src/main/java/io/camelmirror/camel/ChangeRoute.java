package io.camelmirror.camel;

import io.camelmirror.apply.AbortedException;
import io.camelmirror.apply.Applier;
import io.camelmirror.apply.Outcome;
import io.camelmirror.apply.ReplicaTrouble;
import io.camelmirror.apply.Tally;
import io.camelmirror.diff.Action;
import io.camelmirror.diff.Change;
import io.camelmirror.diff.ChangeListener;
import io.camelmirror.diff.Done;
import io.camelmirror.diff.Problem;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.util.ObjectHelper;

/**
 * Sends what a walk finds down a route, one exchange for each change, and counts what comes of it.
 */
class ChangeRoute implements ChangeListener {

  private final ChangeConsumer consumer;
  private final Tally tally;

  ChangeRoute(ChangeConsumer consumer, Tally tally) {
    this.consumer = consumer;
    this.tally = tally;
  }

  final Tally tally() {
    return tally;
  }

  final Mirror mirror() {
    return consumer.mirror();
  }

  final Applier applier() {
    return consumer.applier();
  }

  @Override
  public final void change(Change change, Done done) {
    Exchange exchange = consumer.createExchange(true);
    exchange.setIn(new ChangeMessage(exchange.getContext(), change));
    ChangedFile file = new ChangedFile(mirror().folders().source(), change);
    file.begin(exchange);
    Completion completion = new Completion(file, done);
    exchange.getExchangeExtension().addOnCompletion(completion);
    try {
      if (change.source() == null
          || change.source().kind() != Kind.FILE
          || change.action() == Action.ATTRIBUTES
          || consumer.acquireReadLock(file, exchange)) {
        consumer.getProcessor().process(exchange);
      } else {
        completion.end(exchange);
      }
    } catch (Exception e) {
      exchange.setException(e);
      completion.end(exchange);
    }
  }

  @Override
  public final void problem(Problem problem) {
    if (problem.cause() instanceof AbortedException) {
      return;
    }
    tally.countFailed();
    mirror().loggers().problems().warn("{}", problem);
  }

  @Override
  public final void admit(Path path) {
    try {
      applier().admit(path);
    } catch (IOException e) {
      problem(new Problem(path, "widen the permissions of", e));
    }
  }

  @Override
  public final void settle(Path path, Entry source) {
    try {
      applier().settle(path, source);
    } catch (IOException e) {
      problem(new Problem(path, "set the attributes of", e));
    }
  }

  private void end(ChangedFile file, Done done, Exchange exchange) {
    Change change = file.change();
    Outcome outcome = file.outcome();
    Exception cause = cause(exchange, outcome != null);
    if (cause != null) {
      if (cause instanceof IOException io
          && ReplicaTrouble.isCauseOf(io, mirror().folders().replica())) {
        mirror().setTroubled();
      }
      problem(new Problem(change.path(), attempt(change), cause));
    } else if (outcome != null) {
      tally.count(change, outcome);
    } else if (!change.concernsDirectoryOnly()) {
      // A step of the route kept the exchange from the producer.
      tally.countSkipped();
    }
    if (consumer.getEndpoint().getComponent().isMdc()) {
      ChangeMdc.clear();
    }
    done.done(result(cause, outcome));
  }

  private static Done.Result result(Exception cause, Outcome outcome) {
    if (cause != null) {
      return Done.Result.FAILED;
    }
    if (outcome == null) {
      return Done.Result.LEFT_OUT;
    }
    return switch (outcome.state()) {
      case APPLIED, WOULD_APPLY -> Done.Result.APPLIED;
      case OUTDATED, SKIPPED -> Done.Result.LEFT_OUT;
    };
  }

  /** What kept the change from being applied, also when a route has dealt with the exception. */
  private static Exception cause(Exchange exchange, boolean applied) {
    Exception exception = exchange.getException();
    if (exception == null && !applied) {
      exception = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }
    IOException io = ObjectHelper.getException(IOException.class, exception);
    return io != null ? io : exception;
  }

  private static String attempt(Change change) {
    return switch (change.action()) {
      case CREATE, UPDATE -> "copy";
      case REPLACE -> "replace";
      case ATTRIBUTES -> "set the attributes of";
      case DELETE -> "delete";
    };
  }

  /** Hears when an exchange is done with, on whatever thread its route ended. */
  final class Completion implements Synchronization {

    private final ChangedFile file;
    private final Done done;
    private boolean ended;

    Completion(ChangedFile file, Done done) {
      this.file = file;
      this.done = done;
    }

    ChangedFile file() {
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

    void end(Exchange exchange) {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      ChangeRoute.this.end(file, done, exchange);
    }
  }
}
