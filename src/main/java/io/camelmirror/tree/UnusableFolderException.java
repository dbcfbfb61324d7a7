package io.camelmirror.tree;

/** A folder cannot be part of a mirror. The message names it and is meant for the user. */
public class UnusableFolderException extends Exception {

  private static final long serialVersionUID = 1L;

  public UnusableFolderException(String message) {
    super(message);
  }

  public UnusableFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
