package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.testing.TreeSnapshot;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Patterns and limits choose what the program mirrors. */
class ChoosingIT extends FoldersTestSupport {

  @BeforeEach
  void makeFolders() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p source/src/out source/cache replica/cache replica/gone
        echo 1 >source/src/a.c; echo 1 >source/src/a.o; echo 1 >source/src/keep.o
        echo 1 >source/src/out/x; echo 1 >source/cache/x; echo 1 >'source/{{x}}'
        echo 12345678 >source/large
        echo old >replica/cache/y; echo old >replica/gone/b.o; echo old >replica/gone/b
        """);
  }

  @Test
  void takesPatternsFromOptionsFilesAndTheSource() throws Exception {
    Shell.run(
        program.folder(),
        "printf '/out/\\n' >source/src/.mirrorignore; printf '*.o\\nlarge\\n' >excludes");

    once(
            "--exclude",
            "/cache/",
            "--exclude={{x}}",
            "--include",
            "keep.o",
            "--exclude-from",
            "excludes")
        .exited(ExitCode.DONE);

    assertThat(paths())
        .containsExactly(
            "cache/",
            "cache/y",
            "gone/",
            "gone/b.o",
            "src/",
            "src/.mirrorignore",
            "src/a.c",
            "src/keep.o");

    once(
            "--exclude",
            "/cache/",
            "--include",
            "keep.o",
            "--exclude-from",
            "excludes",
            "--delete-excluded")
        .exited(ExitCode.DONE);

    assertThat(paths())
        .containsExactly("src/", "src/.mirrorignore", "src/a.c", "src/keep.o", "{{x}}");
  }

  @Test
  void takesThemFromTheEnvironmentAndTheFile() throws Exception {
    Shell.run(
        program.folder(),
        "printf 'mirror.exclude=*.o\\\\n/cache/\\nmirror.max-size=5\\n' >own.properties");

    program
        .with("MIRROR_INCLUDE", "keep.o\nx\n")
        .run("--once", "--config", "own.properties", source, replica)
        .exited(ExitCode.DONE);

    assertThat(paths())
        .contains("src/a.c", "src/keep.o", "src/out/x", "cache/y", "{{x}}")
        .doesNotContain("src/a.o", "cache/x", "large");
  }

  @Test
  void aDaemonSeesChangesToRules() throws Exception {
    startDaemon("--max-delete", "off");
    Await.until(() -> assertThat(paths()).contains("src/a.o"));

    Shell.run(program.folder(), "echo '*.o' >source/.new; mv source/.new source/.mirrorignore");
    Await.until(() -> assertThat(paths()).contains(".mirrorignore"));
    Shell.run(source, "rm src/a.o; echo 2 >src/keep.o; echo 2 >src/a.c");
    Await.until(() -> assertThat(replica.resolve("src/a.c")).hasContent("2"));
    // The pass that copies this comes after the deletes of the one before.
    Shell.run(source, "echo 1 >src/last");
    Await.until(() -> assertThat(paths()).contains("src/last"));

    assertThat(paths()).contains("src/a.o");
    assertThat(replica.resolve("src/keep.o")).hasContent("1");
  }

  private List<String> paths() throws Exception {
    return TreeSnapshot.paths(replica).stream().sorted().toList();
  }
}
