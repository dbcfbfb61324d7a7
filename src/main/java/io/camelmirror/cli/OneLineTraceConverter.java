package io.camelmirror.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

/**
 * Writes a stack trace in the line of its message: what a name in it holds begins no line either.
 */
final class OneLineTraceConverter extends ThrowableProxyConverter {

  @Override
  protected String throwableProxyToString(IThrowableProxy throwable) {
    return " | " + OneLine.of(super.throwableProxyToString(throwable));
  }
}
