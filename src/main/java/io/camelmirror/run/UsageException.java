package io.camelmirror.run;

/** What the user gave cannot be used. The message is one line that names it and says what to do. */
public final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes one of a line for the user. */
  public UsageException(String message) {
    super(message);
  }

  /** Makes one of a line for the user, and of what led to it. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
