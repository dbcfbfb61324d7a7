package io.camelmirror.apply;

import java.io.IOException;

/** The program is ending, and a change was rolled back for it. */
public class AbortedException extends IOException {

  private static final long serialVersionUID = 1L;

  AbortedException() {
    super("rolled back because the program is ending");
  }
}
