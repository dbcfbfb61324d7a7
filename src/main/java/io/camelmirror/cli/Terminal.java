package io.camelmirror.cli;

import io.camelmirror.posix.Posix;

/**
 * The terminal that the program runs on, as the launcher sees it.
 *
 * @param input standard input is a terminal
 * @param output standard output is a terminal
 * @param error standard error is a terminal
 * @param unicode it shows Unicode
 */
record Terminal(boolean input, boolean output, boolean error, boolean unicode) {

  /** A system property with the descriptors that are terminals: some of 0, 1 and 2. */
  private static final String DESCRIPTORS = "camel-mirror.terminals";

  private static final String UNICODE = "camel-mirror.unicode";

  private static final int USUAL_WIDTH = 80;

  static Terminal find() {
    String descriptors = System.getProperty(DESCRIPTORS, "");
    return new Terminal(
        descriptors.contains("0"),
        descriptors.contains("1"),
        descriptors.contains("2"),
        Boolean.getBoolean(UNICODE));
  }

  /** Returns true if the user can be asked. */
  boolean canAsk() {
    return input && error;
  }

  /** Returns true if standard error, or else standard output, is a terminal. */
  boolean is(boolean errorStream) {
    return errorStream ? error : output;
  }

  boolean exists() {
    return output || error;
  }

  /** Returns true if a line can be erased. */
  boolean isErasable() {
    return exists() && !"dumb".equals(System.getenv("TERM"));
  }

  /** Returns true unless the user asks for no colors, see no-color.org. */
  boolean hasColors() {
    String none = System.getenv("NO_COLOR");
    return isErasable() && (none == null || none.isEmpty());
  }

  /** The width in columns, as it is now. */
  int columns() {
    int columns = Posix.columns(error ? 2 : 1);
    return columns > 0 ? columns : USUAL_WIDTH;
  }

  String arrow() {
    return unicode ? "→" : "->";
  }
}
