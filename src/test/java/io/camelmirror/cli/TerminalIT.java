package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.cli.Program.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees on a terminal. */
class TerminalIT {

  private static final String ERASE = "\r\u001b[K";
  private static final Pattern PROGRESS = Pattern.compile("[█░#-]{5,} .*\\d+/\\d+.*");
  private static final String TIME = "\\d\\d:\\d\\d:\\d\\d ";

  @RegisterExtension final Program program = new Program();

  @BeforeEach
  void makeASource() throws Exception {
    Shell.run(program.folder(), "mkdir -p source/documents-of-last-year");
    program.with("LC_ALL", "C.UTF-8");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 200})
  void showsTheProgressOfALongPass(int columns) throws Exception {
    makeFiles(40);
    program.copySlowRoutes(150);

    Result result =
        program
            .startInTerminal(columns, "--once --routes routes --threads 2 source replica 60 log")
            .end();

    result.exited(ExitCode.DONE);
    List<String> drawn = progress(result.out());
    assertThat(drawn).hasSizeGreaterThan(3);
    assertThat(drawn).allMatch(line -> Columns.of(line) < columns);
    assertThat(drawn).anyMatch(line -> line.contains("file-"));
    if (columns > 40) {
      assertThat(drawn).anyMatch(line -> line.contains("B/s"));
    }
    assertThat(screen(result.out()))
        .singleElement()
        .asString()
        .matches(TIME + "pass 1: 40 copied, 40\\.0 kB in \\d\\.\\d s");
  }

  @Test
  void printsWholeLinesAboveTheProgress() throws Exception {
    makeFiles(40);
    program.copySlowRoutes(100);

    Result result =
        program
            .startInTerminal(
                100, "--once --verbose --routes routes --threads 2 source replica 60 log")
            .end();

    result.exited(ExitCode.DONE);
    assertThat(progress(result.out())).isNotEmpty();
    assertThat(screen(result.out())).allMatch(line -> line.matches(TIME + ".*"));
    assertThat(screen(result.out()))
        .filteredOn(line -> line.matches(TIME + "CREATE +1000 B .* ms  documents-of.*file-.*"))
        .hasSize(40);
  }

  @Test
  void showsNothingWhenQuiet() throws Exception {
    makeFiles(20);
    program.copySlowRoutes(150);

    Result result =
        program
            .startInTerminal(80, "--once --quiet --routes routes --threads 2 source replica 60 log")
            .end();

    result.exited(ExitCode.DONE);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void showsNoProgressInAPipe() throws Exception {
    makeFiles(20);
    program.copySlowRoutes(150);

    Result result =
        program.run("--once", "--routes=routes", "--threads=2", "source", "replica", "60", "log");

    result.exited(ExitCode.DONE);
    assertThat(result.err()).isEmpty();
    assertThat(result.outLines()).singleElement().asString().startsWith("pass 1: 20 copied, 0 upd");
  }

  @ParameterizedTest
  @CsvSource({"C.UTF-8, →", "C, ->"})
  void renewsOneLineWhileNothingChanges(String locale, String arrow) throws Exception {
    program.with("LC_ALL", locale);
    makeFiles(2);
    Running running = program.startInTerminal(80, "source replica 100ms log");
    Await.until(
        () ->
            assertThat(running.out().split("up to date, 2 files, checked ")).hasSizeGreaterThan(3));

    running.press('\u0003');

    Result result = running.end().exited(130);
    List<String> lines = screen(result.out());
    assertThat(lines.get(0))
        .matches(TIME + "source " + arrow + " replica, every 100 ms, log in log; Ctrl-C stops it");
    assertThat(lines.get(1)).matches(TIME + "pass 1: 2 copied, 2\\.0 kB in .*");
    assertThat(lines).last().asString().matches(TIME + "stopped after \\d+ passes: 2 copied, 2.*");
    // The pass in progress may have been cancelled.
    assertThat(lines).hasSizeLessThan(5).noneMatch(line -> line.contains("up to date"));
  }

  @ParameterizedTest
  @CsvSource({"'', true", "1, false"})
  void colorsOnlyForThoseWhoLikeThem(String noColor, boolean colored) throws Exception {
    program.with("NO_COLOR", noColor);
    Shell.run(program.folder(), "mkfifo source/pipe");

    Result result = program.startInTerminal(80, "--once --itemize source replica 60 log").end();

    result.exited(ExitCode.DONE);
    assertThat(result.out())
        .contains("FIFOs and device nodes are skipped", "cd+++++++++ documents");
    assertThat(result.out().contains("\u001b[33m")).isEqualTo(colored);
    assertThat(result.out().contains("\u001b[32m")).isEqualTo(colored);
    assertThat(program.run("--once", "--itemize", "source", "other").out())
        .contains("cd+++++++++ documents")
        .doesNotContain("\u001b");
  }

  private void makeFiles(int count) throws Exception {
    String script =
        "for i in $(seq 1 %d); do head -c 1000 /dev/zero >documents-of-last-year/file-$i; done";
    Shell.run(program.path("source"), script.formatted(count));
  }

  /** All progress that was ever drawn. */
  private static List<String> progress(String out) {
    return List.of(out.split("\\Q" + ERASE + "\\E|\r?\n")).stream()
        .filter(PROGRESS.asMatchPredicate())
        .toList();
  }

  /** The lines that are left on the terminal in the end. */
  private static List<String> screen(String out) {
    List<String> lines = new ArrayList<>();
    for (String line : out.split("\r?\n")) {
      lines.add(line.substring(line.lastIndexOf(ERASE) < 0 ? 0 : line.lastIndexOf(ERASE) + 4));
    }
    return lines.stream().filter(line -> !line.isEmpty()).toList();
  }
}
