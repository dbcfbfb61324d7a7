package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a log file of lines of text.
 *
 * @param file the log file
 */
record Log(Path file) {

  private static final Pattern LINE = Pattern.compile("\\S+ (\\w+) +(.*)");
  private static final Pattern PASS = Pattern.compile("pass (\\d+): .*");

  /** The messages of a level: INFO, WARN or ERROR. */
  List<String> messages(String level) throws IOException {
    return Files.readAllLines(file).stream()
        .map(LINE::matcher)
        .filter(line -> line.matches() && line.group(1).equals(level))
        .map(line -> line.group(2))
        .toList();
  }

  /** The summaries of all passes. */
  List<String> passes() throws IOException {
    return messages("INFO").stream().filter(PASS.asMatchPredicate()).toList();
  }

  /** The number of the last pass; 0 before the first has ended. */
  long lastPass() throws IOException {
    List<String> passes = passes();
    if (passes.isEmpty()) {
      return 0;
    }
    Matcher last = PASS.matcher(passes.get(passes.size() - 1));
    assertThat(last.matches()).isTrue();
    return Long.parseLong(last.group(1));
  }

  /** Waits until a pass has ended that began after this was called. */
  void awaitPass() throws IOException {
    long last = lastPass();
    // The next one may have begun before.
    Await.until(() -> assertThat(lastPass()).isGreaterThan(last + 1));
  }
}
