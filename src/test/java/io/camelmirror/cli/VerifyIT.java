package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyIT extends FoldersTestSupport {

  @BeforeEach
  void mirrorOnce() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p source/docs
        head -c 300000 /dev/urandom >source/docs/a; echo b >source/b; ln -s b source/link
        """);
    once().exited(ExitCode.DONE);
  }

  /** Flips a bit in the middle of a file, and gives the file its time back. */
  private void flipABit() throws Exception {
    Shell.run(
        replica,
        """
        cp -p docs/a ../kept
        perl -e 'open F, "+<", "docs/a"; seek F, 150000, 0; read F, $b, 1; seek F, 150000, 0;
                 print F chr(ord($b) ^ 1)'
        touch -r ../kept docs/a; rm ../kept
        """);
  }

  @Test
  void findsABitThatWasFlippedAndMendsIt() throws Exception {
    flipABit();
    TreeSnapshot before = TreeSnapshot.state(replica);
    long logged = Files.size(log.file());

    Result found = verify().exited(ExitCode.SOME_FAILED);

    assertThat(found.outLines()).hasSize(2);
    assertThat(found.outLines().get(0))
        .isEqualTo(
            "docs/a: content (size and time are equal: silent corruption, or a program that hides"
                + " its changes)");
    assertThat(found.outLines().get(1))
        .matches("verify: 2 equal, 1 different \\(1 silently\\), 0 failed in [0-9.]+ s");
    assertThat(found.err()).isEmpty();
    assertThat(TreeSnapshot.state(replica)).isEqualTo(before);
    assertThat(Files.size(log.file())).isEqualTo(logged);
    assertThat(program.path("camel-mirror.log")).doesNotExist();

    Result mended = verify("--repair", "--log-file", log.file()).exited(ExitCode.DONE);

    assertThat(mended.out()).contains("docs/a: content", "pass 1: 0 copied, 1 updated");
    assertThat(TreeSnapshot.of(replica)).isEqualTo(TreeSnapshot.of(source));
    assertThat(Shell.run(program.folder(), "cmp source/docs/a replica/docs/a")).isEmpty();
    assertThat(Files.readString(log.file()))
        .containsPattern("WARN +differs: docs/a: content ")
        .containsPattern("UPDATE +300000 B .* docs/a\n");
    verify().exited(ExitCode.DONE);
  }

  @Test
  void printsJson() throws Exception {
    flipABit();
    Shell.run(replica, "rm b");

    Result result = verify("--json").exited(ExitCode.SOME_FAILED);

    assertThat(result.outLines())
        .filteredOn(line -> !line.startsWith("{\"path\":\".\""))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"path\":\"b\",\"differs\":[\"missing in the replica\"],\"silent\":false}"),
            line ->
                assertThat(line)
                    .isEqualTo("{\"path\":\"docs\\/a\",\"differs\":[\"content\"],\"silent\":true}"),
            line ->
                assertThat(line)
                    .matches(
                        "\\{\"equal\":1,\"different\":[23],\"silent\":1,\"failed\":0,"
                            + "\"seconds\":[0-9.E-]+,\"repair\":null\\}"));
  }

  @Test
  void runsBesideAMirrorAndLeavesRepairsToIt() throws Exception {
    startDaemon();
    log.awaitPass();

    verify().exited(ExitCode.DONE);

    Result repair =
        verify("--repair", "--log-file", program.path("other.log")).exited(ExitCode.USAGE);
    assertThat(repair.errLines()).hasSize(1);
    assertThat(repair.err()).contains("process");
  }

  @Test
  void holdsToTheGuardsInARepair() throws Exception {
    flipABit();
    Shell.run(replica, "echo extra >extra");

    Result result =
        verify("--repair", "--max-delete=0", "--log-file", log.file()).exited(ExitCode.REFUSED);

    assertThat(result.out()).contains("extra: not in the source");
    assertThat(replica.resolve("extra")).exists();
    assertThat(Shell.run(program.folder(), "cmp source/docs/a replica/docs/a")).isEmpty();
  }

  @Test
  void leavesOutWhatTheRoutesLeaveOut() throws Exception {
    Path copy = program.copyRoutes().resolve("copy.camel.yaml");
    Files.writeString(
        copy,
        Files.readString(copy)
            .replace("        threads:", "        exclude: \".*[.]bak\"\n        threads:"));
    Shell.run(source, "touch -r . ../kept; echo b >b.bak; touch -r ../kept .; rm ../kept");

    verify("--routes", "routes").exited(ExitCode.DONE);
    verify().exited(ExitCode.SOME_FAILED);
  }

  @Test
  void doesNotCallEqualWhatItCannotRead() throws Exception {
    Shell.run(source, "chmod 000 docs/a; chmod 000 ../replica/docs/a");
    program.asOrdinaryUser();

    Result result = verify().exited(ExitCode.SOME_FAILED);

    assertThat(result.errLines())
        .containsExactly(
            "camel-mirror: could not compare docs/a: permission denied: "
                + source.resolve("docs/a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          verify source                        | REPLICA is missing
          verify source nowhere                | the replica nowhere does not exist
          verify nowhere replica               | nowhere does not exist
          verify source replica 60             | unexpected argument '60'
          verify --once source replica         | --once
          verify --repai source replica        | did you mean --repair?
          --repair source replica              | camel-mirror verify
          --verify never source replica        | 'never' is not a schedule
          --verify-share 2/7 source replica    | 1/7
          --notify nosuch:x source replica     | there is no such Camel component
          """)
  void refusesWhatItCannotDo(String arguments, String said) throws Exception {
    Result result = program.run((Object[]) arguments.split(" ")).exited(ExitCode.USAGE);

    assertThat(result.errLines()).hasSize(1);
    assertThat(result.err()).contains(said);
  }

  @Test
  void aFolderOfThatNameCanBeMirrored() throws Exception {
    Shell.run(program.folder(), "mkdir verify; echo v >verify/v");

    program.run("--once", "./verify", "elsewhere", "60", log.file()).exited(ExitCode.DONE);

    assertThat(program.path("elsewhere/v")).hasContent("v");
  }

  @Test
  void verifiesOnASchedule() throws Exception {
    flipABit();

    program.start(line("1h", "--verify", "* * * * * ?", "--verify-repair"));

    Await.until(
        () ->
            assertThat(log.messages("WARN"))
                .anyMatch(line -> line.startsWith("differs: docs/a: content (size and time")));
    Await.until(
        () ->
            assertThat(Shell.run(program.folder(), "cmp source/docs/a replica/docs/a || :"))
                .isEmpty());
  }

  private Result verify(Object... options) throws Exception {
    return program.run(
        Stream.of(List.of("verify"), List.of(options), List.of(source, replica))
            .flatMap(List::stream)
            .toArray());
  }
}
