package io.camelmirror.camel;

/** An endpoint has an option that it cannot honour. The message says where the option belongs. */
public final class MisplacedOptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MisplacedOptionException(String message) {
    super(message);
  }
}
