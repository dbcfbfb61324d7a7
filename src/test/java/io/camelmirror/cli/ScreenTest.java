package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final String ERASE = "\r\u001b[K";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
  private final Screen screen = new Screen(new Terminal(true, true, true, true), out);

  @Test
  void printsAboveTheStatus() {
    screen.setStatus("up to date");
    screen.print(out, "line\n");

    assertWritten("up to date" + ERASE + "line\nup to date");
  }

  @Test
  void showsAProgressUntilTheNextPrint() {
    screen.setStatus("up to date");
    screen.show("##--");
    screen.show("###-");
    screen.print(out, "line\n");
    screen.show("####");
    screen.setStatus("up to date");

    assertWritten(
        "up to date"
            + ERASE
            + "##--"
            + ERASE
            + "###-"
            + ERASE
            + "line\n####"
            + ERASE
            + "up to date");
  }

  @Test
  void doesNotRenewWhatIsThere() {
    screen.setStatus("up to date");

    assertWritten("up to date");
  }

  @Test
  void leavesNothingBehind() {
    screen.show("##--");
    screen.setStatus("");
    screen.setStatus("");

    assertWritten("##--" + ERASE);
  }

  @Test
  void printsWhatALogWritesAsWholeLines() throws Exception {
    screen.setStatus("status");
    screen.over(out).write("line\n".getBytes(StandardCharsets.UTF_8));

    assertWritten("status" + ERASE + "line\nstatus");
  }

  private void assertWritten(String text) {
    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo(text);
  }
}
