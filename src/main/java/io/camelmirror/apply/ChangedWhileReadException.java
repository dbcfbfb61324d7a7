package io.camelmirror.apply;

import java.io.IOException;

/** A file was written to whenever it was copied. What the replica has of it stands. */
public class ChangedWhileReadException extends IOException {

  private static final long serialVersionUID = 1L;

  ChangedWhileReadException() {
    super("it is being written to; left for the next pass");
  }
}
