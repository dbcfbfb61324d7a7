package io.camelmirror.cli;

/** What the user gave cannot be used. The message is one line that names it and says what to do. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
