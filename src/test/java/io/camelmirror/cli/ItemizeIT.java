package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camelmirror.cli.Program.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The options {@code --itemize} and {@code --stats}. */
class ItemizeIT {

  @RegisterExtension final Program program = new Program();

  @BeforeEach
  void makeChangesOfEveryKind() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p source/docs source/kept source/times
        cd source
        for i in same size time mode both kept/file; do echo content >$i; done
        ln -s same link; ln -s same turned
        find . -exec touch -h -d @1500000000 {} +; cp -a . ../replica
        echo longer content >size
        touch -d @1000000000 time times
        chmod 600 mode
        echo new >new; echo b >'docs/b \\ c'; chmod 700 kept; ln -sfn other link
        echo changed >both; chmod 640 both
        rm turned; echo file >turned
        mkdir -p ../replica/old; echo o >../replica/old/file; echo o >../replica/docs/old
        # Rsync does not see a difference of less than a second.
        touch -d @1500000000 ../replica ../replica/docs
        """);
  }

  @Test
  void printsWhatRsyncPrints() throws Exception {
    assumeTrue(Shell.run(program.folder(), "command -v rsync || true").length() > 1, "no rsync");
    List<String> rsync =
        Shell.run(program.folder(), "rsync -ain --delete source/ replica/").lines().toList();

    Result dry =
        program.run(
            "--once", "--quiet", "--dry-run", "--itemize", "source", "replica", "60", "log");
    Result real = program.run("--once", "--quiet", "--itemize", "source", "replica", "60", "log");

    dry.exited(ExitCode.DONE);
    real.exited(ExitCode.DONE);
    assertThat(rsync).hasSizeGreaterThan(10);
    assertThat(dry.outLines())
        .containsExactlyInAnyOrderElementsOf(
            rsync.stream().map(line -> line.replace("\\", "\\\\")).toList());
    assertThat(real.outLines()).containsExactlyInAnyOrderElementsOf(dry.outLines());
    assertThat(program.run("--once", "--quiet", "--itemize", "source", "replica").out()).isEmpty();
  }

  @Test
  void saysInADryRunWhichRuleExcludesAnEntry() throws Exception {
    Shell.run(
        program.path("source"),
        "printf '%s\n' '# notes' 'new' >docs/.mirrorignore; echo 1 >docs/new");
    Object[] line = {"--once", "--quiet", "--exclude", "kept/", "--itemize", "source", "replica"};

    assertThat(program.run(Stream.concat(Stream.of("--dry-run"), Stream.of(line)).toArray()).out())
        .contains(
            "*excluded   kept/  by the pattern 'kept/'\n",
            "*excluded   docs/new  by docs/.mirrorignore:2 'new'\n");
    assertThat(program.run(line).out()).doesNotContain("excluded");
  }

  @Test
  void countsByKindAndCause() throws Exception {
    Result result = program.run("--once", "--stats", "source", "replica", "60", "log");

    result.exited(ExitCode.DONE);
    assertThat(result.outLines().get(0)).startsWith("pass 1: ");
    assertThat(String.join("\n", result.outLines().subList(1, result.outLines().size())))
        .isEqualTo(
            """
                                  new     content  other kind  attributes     deleted
            files                   2           3           1           1           2
            directories             0           0           0           4           1
            links                   0           1           0           0           0
            written: 42 B""");
  }

  @Test
  void saysThatThereWereNoChanges() throws Exception {
    program.run("--once", "source", "replica").exited(ExitCode.DONE);

    Result result = program.run("--once", "--json", "--stats", "--itemize", "source", "replica");

    result.exited(ExitCode.DONE);
    assertThat(result.outLines()).hasSize(1).first().asString().startsWith("{");
    assertThat(result.errLines()).last().isEqualTo("no changes");
  }
}
