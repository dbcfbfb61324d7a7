package io.camelmirror.camel;

/** An option cannot be honoured there, or with this value. The message says what to do. */
public final class UnusableOptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnusableOptionException(String message) {
    super(message);
  }
}
