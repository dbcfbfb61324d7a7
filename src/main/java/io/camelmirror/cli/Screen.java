package io.camelmirror.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A terminal with one line at its bottom that is renewed in place. Other lines are printed above
 * it, whole. Thread-safe.
 */
final class Screen {

  private static final String ERASE = "\r\033[K";

  private final Terminal terminal;
  private final PrintStream bottom;

  /** Comes back after each print. */
  private String status = "";

  /** Is at the bottom now. */
  private String shown = "";

  /**
   * Creates a screen without a line at its bottom.
   *
   * @param bottom where that line goes
   */
  Screen(Terminal terminal, PrintStream bottom) {
    this.terminal = terminal;
    this.bottom = bottom;
  }

  Terminal terminal() {
    return terminal;
  }

  /** Prints a whole line, with its line break. */
  void print(PrintStream out, String line) {
    print(out, line.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void print(PrintStream out, byte[] line) {
    draw("");
    write(out, line);
    draw(status);
  }

  /** Returns a stream that prints the whole lines that are written to it at once. */
  OutputStream over(PrintStream out) {
    return new OutputStream() {

      @Override
      public void write(int b) {
        print(out, new byte[] {(byte) b});
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        print(out, Arrays.copyOfRange(bytes, from, from + length));
      }
    };
  }

  /** Shows a text at the bottom in place of the status, until the next print. */
  synchronized void show(String text) {
    status = "";
    draw(text);
  }

  /** Shows a text at the bottom until there is another one. The empty text removes the line. */
  synchronized void setStatus(String text) {
    status = text;
    draw(text);
  }

  private void draw(String text) {
    if (!text.equals(shown) && terminal.isErasable()) {
      // The last column stays free: with a character there, some terminals are on the next line.
      String fits = Columns.first(text, terminal.columns() - 1);
      write(bottom, ((shown.isEmpty() ? "" : ERASE) + fits).getBytes(StandardCharsets.UTF_8));
      shown = text;
    }
  }

  private static void write(PrintStream out, byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    out.flush();
  }
}
