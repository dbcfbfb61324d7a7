package io.camelmirror.apply;

import java.io.IOException;

/** A file was written to during every attempt to copy it. The replica keeps its old entry. */
public class ChangedWhileReadException extends IOException {

  private static final long serialVersionUID = 1L;

  ChangedWhileReadException() {
    super("it is being written to; left for the next pass");
  }
}
