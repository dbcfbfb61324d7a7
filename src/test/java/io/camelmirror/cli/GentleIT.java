package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Running;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The program leaves room for others. */
class GentleIT extends FoldersTestSupport {

  private static final int NICE_FIELD = 16;

  @Test
  void copiesNoFasterThanPermitted() throws Exception {
    Shell.run(program.folder(), "mkdir source; head -c 3000000 /dev/zero >source/large");
    Program.Result result = once("--bwlimit", "1M", "--json");
    result.exited(ExitCode.DONE);
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    double seconds =
        Double.parseDouble(result.out().replaceAll("(?s).*\"seconds\":([0-9.]+).*", "$1"));
    assertThat(seconds).as("seconds for 2.86 MiB at 1 MiB a second").isGreaterThan(2.5);
  }

  @Test
  void itsThreadsMakeWay() throws Exception {
    Shell.run(program.folder(), "mkdir source; head -c 100000000 /dev/zero >source/large");
    Running running = startDaemon("--nice", "--bwlimit", "1M");
    Await.until(() -> assertThat(niceOfThreads(running)).isEqualTo(19));
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ionice")), "there is no ionice");
    assertThat(Shell.run(program.folder(), "ionice -p " + thread(running))).isEqualTo("idle\n");
  }

  @Test
  void waitsForItsWindow() throws Exception {
    Shell.run(program.folder(), "mkdir source; echo 1 >source/a");
    String tomorrow = Shell.run(program.folder(), "LC_ALL=C date -d tomorrow +%a").trim();
    Running running = startDaemon("--window", tomorrow + " 12:00-12:01");
    Await.until(
        () ->
            assertThat(log.file())
                .content()
                .contains("no pass is made until mirror.window opens again"));
    assertThat(replica.resolve("a")).doesNotExist();
    running.signal("TERM");
    running.end();

    once("--window", tomorrow + " 12:00-12:01").exited(ExitCode.DONE);
    assertThat(replica.resolve("a")).exists();
  }

  /** The ID of a thread that copies. */
  private static String thread(Running running) throws IOException {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(running.proc("task"))) {
      for (Path thread : threads) {
        if (Files.readString(thread.resolve("comm")).startsWith("mirror-")) {
          return thread.getFileName().toString();
        }
      }
    }
    throw new IOException("no thread copies yet");
  }

  private static int niceOfThreads(Running running) throws IOException {
    String stat = Files.readString(running.proc("task/" + thread(running) + "/stat"));
    return Integer.parseInt(stat.substring(stat.indexOf(')') + 2).split(" ")[NICE_FIELD]);
  }
}
