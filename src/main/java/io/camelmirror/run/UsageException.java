package io.camelmirror.run;

/**
 * An error that the user can correct. Its message is one line that names the faulty input and says
 * what to do.
 */
public final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes an exception with a one-line message for the user. */
  public UsageException(String message) {
    super(message);
  }

  /** Makes an exception with a one-line message for the user and a cause. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
