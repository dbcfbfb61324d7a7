package io.camelmirror.camel;

import io.camelmirror.tree.FailureText;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;

/**
 * A step of a route has failed, other than the one that applies the change. Camel knows the
 * endpoint to which the exchange was sent last; the step is that one or one after it.
 */
final class StepException extends Exception {

  private static final long serialVersionUID = 1;

  private final String where;

  /**
   * Creates the failure of an exchange.
   *
   * @param applied whether the change was applied before
   */
  StepException(Exchange exchange, boolean applied, Throwable cause) {
    super(cause);
    where = where(exchange, applied);
  }

  /** The route that has failed, and the endpoint if there is one. */
  String where() {
    return where;
  }

  @Override
  public String getMessage() {
    return where + ": " + FailureText.of(getCause());
  }

  private static String where(Exchange exchange, boolean applied) {
    String route = exchange.getProperty(ExchangePropertyKey.FAILURE_ROUTE_ID, String.class);
    String endpoint = exchange.getProperty(ExchangePropertyKey.FAILURE_ENDPOINT, String.class);
    if (endpoint == null && !ExchangeSink.isHandledByErrorHandler(exchange)) {
      // Without an error handler. Otherwise this may be the dead letter endpoint.
      endpoint = exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT, String.class);
    }
    String failed = "the route " + (route == null ? exchange.getFromRouteId() : route) + " failed";
    if (endpoint == null) {
      return failed;
    }
    return applied && endpoint.startsWith("mirror:")
        ? failed + " after the change was applied"
        : failed
            + " at or after "
            + URISupport.sanitizeUri(StringHelper.before(endpoint, "?", endpoint));
  }
}
