package io.camelmirror.camel;

/** An option was given to an endpoint that cannot honour it. The message says where it belongs. */
public final class MisplacedOptionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  MisplacedOptionException(String message) {
    super(message);
  }
}
