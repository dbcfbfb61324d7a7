package io.camelmirror.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a mirror in Karaf does is what one on the command line does. */
@ExtendWith(SharedKaraf.class)
class KarafMirrorIT {

  @TempDir Path base;

  @Test
  void theArchiveBringsSettingsAndRoutes(Karaf karaf) {
    Path etc = karaf.folder().etc();

    Karaf.await(
        () -> {
          assertThat(etc.resolve("io.camelmirror.cfg"))
              .hasSameTextualContentAs(Path.of("src/main/feature/io.camelmirror.cfg"));
          for (String route : List.of("copy", "reconcile", "failed", "verify")) {
            assertThat(etc.resolve("camel-mirror/routes/" + route + ".camel.yaml"))
                .hasSameTextualContentAs(Path.of("routes/" + route + ".camel.yaml"));
          }
        });
  }

  @Test
  void mirrorsATreeWithAllThatIsKept(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "tree", base)) {
      TreeBuilder.in(mirror.source(), "folder/a = text", "folder/empty/", "l -> folder/a", "p |");
      Files.createLink(mirror.source().resolve("hard"), mirror.source().resolve("folder/a"));
      TreeBuilder.in(mirror.replica(), "old/orphan = old", "folder/a = edited");

      mirror.configure("mirror.interval=1", "mirror.all=true");

      mirror.awaitEqual();
      assertThat(inode(mirror.replica().resolve("hard")))
          .isEqualTo(inode(mirror.replica().resolve("folder/a")));
      assertThat(karaf.log()).noneMatch(line -> line.contains("calls of the C library"));
    }
  }

  @Test
  void logsEveryExchangeToAFileOfItsOwn(Karaf karaf) throws Exception {
    Path log = karaf.folder().path().resolve("data/log/mirror-docs.log");
    try (TestMirror mirror = new TestMirror(karaf, "docs", base)) {
      TreeBuilder.in(mirror.source(), "sub/a = hello");
      TreeBuilder.in(mirror.replica(), "old = old");

      mirror.configure("mirror.interval=1h");

      Karaf.await(
          () ->
              assertThat(Karaf.lines(log))
                  .anyMatch(line -> line.matches(".* INFO +CREATE +5 B +\\d+\\.\\d{3} ms  sub/a"))
                  .anyMatch(line -> line.matches(".* INFO +CREATE +0 B +\\d+\\.\\d{3} ms  sub"))
                  .anyMatch(line -> line.matches(".* INFO +DELETE +0 B +\\d+\\.\\d{3} ms  old"))
                  .anyMatch(line -> line.contains("INFO  pass 1: 1 copied, 0 updated, 1 deleted")));
      assertThat(karaf.log()).noneMatch(line -> line.endsWith("sub/a"));
    }
  }

  @Test
  void runsTheExample(Karaf karaf) throws Exception {
    Path example = Path.of("docs/examples/karaf");
    Path shipped = Path.of("routes");
    Path routes =
        Files.createDirectories(karaf.folder().etc().resolve("camel-mirror/example-routes"));
    for (String route : List.of("reconcile.camel.yaml", "failed.camel.yaml")) {
      Files.copy(shipped.resolve(route), routes.resolve(route));
    }
    Files.copy(example.resolve("copy.camel.yaml"), routes.resolve("copy.camel.yaml"));
    try (TestMirror mirror = new TestMirror(karaf, "example", base)) {
      TreeBuilder.in(mirror.source(), "sub/a = text", "b.bak = text");

      mirror.configure(
          Files.readAllLines(example.resolve("io.camelmirror-example.cfg")).stream()
              .filter(line -> !line.contains("/data/"))
              .toArray(String[]::new));

      Karaf.await(() -> assertThat(karaf.log()).anyMatch(line -> line.endsWith("arrived: sub/a")));
      assertThat(mirror.replica().resolve("sub/a")).hasContent("text");
      assertThat(mirror.replica().resolve("b.bak")).doesNotExist();
    }
  }

  @Test
  void deletesOnItsScheduleAndFillsTheTrash(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "scheduled", base)) {
      TreeBuilder.in(mirror.source(), "a = text");
      TreeBuilder.in(mirror.replica(), "old = old");
      Path trash = base.resolve("trash");

      mirror.configure(
          "mirror.interval=1h", "mirror.reconcile=0/1 * * * * ?", "mirror.trash=" + trash);

      mirror.awaitEqual();
      try (var dates = Files.list(trash)) {
        assertThat(dates.findFirst().orElseThrow().resolve("old")).hasContent("old");
      }
    }
  }

  @Test
  void sendsWhatFailedToTheDeadLetterEndpoint(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "failing", base)) {
      TreeBuilder.in(mirror.source(), "bad = text", "good = text");
      Path routes = Files.createDirectory(base.resolve("routes"));
      String step =
          """
          \n        - choice:
                      when:
                        - simple: "${header.CamelFileName} == 'bad'"
                          steps:
                            - throwException:
                                exceptionType: "java.io.IOException"
                                message: "not this one"\
          """;
      String copy = Files.readString(Path.of("routes/copy.camel.yaml"));
      Files.writeString(
          routes.resolve("copy.camel.yaml"),
          copy.replaceFirst("(?m)^      steps:$", "$0" + step.replace("$", "\\$")));

      mirror.configure(
          "mirror.routes=" + routes, "mirror.dead-letter=log:dead-letter?showBody=false");

      Karaf.await(() -> assertThat(karaf.log()).anyMatch(line -> line.contains("| dead-letter ")));
      mirror.awaitGet("Failed", 1L);
      assertThat(mirror.replica().resolve("good")).hasContent("text");
      assertThat(karaf.log())
          .anyMatch(
              line -> line.endsWith("| could not copy bad: the route copy failed: not this one"));
    }
  }

  private static Object inode(Path path) throws IOException {
    return Files.getAttribute(path, "unix:ino");
  }
}
