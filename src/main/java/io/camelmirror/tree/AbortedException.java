package io.camelmirror.tree;

import java.io.IOException;

/** The program is shutting down; the change in progress was rolled back. */
public class AbortedException extends IOException {

  private static final long serialVersionUID = 1L;

  public AbortedException() {
    super("rolled back because the program is ending");
  }
}
