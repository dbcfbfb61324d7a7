package io.camelmirror.camel;

import io.camelmirror.apply.Outcome;
import io.camelmirror.diff.Change;
import org.apache.camel.Exchange;

/**
 * How far a change has come on its way through a route. An exchange and its copies share it: it is
 * one change, whatever a step has put into the body or the message.
 */
final class ChangeProgress {

  private final Change change;
  private volatile Outcome outcome;

  ChangeProgress(Change change) {
    this.change = change;
  }

  /** That of an exchange; null when it did not come from a {@code mirror:} consumer. */
  static ChangeProgress of(Exchange exchange) {
    return exchange.getProperty(MirrorConstants.CHANGE, ChangeProgress.class);
  }

  /** Lets an exchange carry it. */
  void begin(Exchange exchange) {
    exchange.setProperty(MirrorConstants.CHANGE, this);
  }

  Change change() {
    return change;
  }

  /** What came of the change; null while no producer has applied it. */
  Outcome outcome() {
    return outcome;
  }

  void applied(Outcome result) {
    outcome = result;
  }
}
