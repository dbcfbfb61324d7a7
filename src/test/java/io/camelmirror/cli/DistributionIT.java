package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.camelmirror.cli.Program.Result;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as a user unpacks it, without Maven and without the clone. */
class DistributionIT {

  /** What camel-http needs and the distribution has not. */
  private static final Pattern HTTP =
      Pattern.compile(
          "(camel-http.*|camel-attachments|http(core|client)5.*|jakarta\\..*)-[0-9.]+jar");

  @TempDir private static Path place;

  @RegisterExtension final Program program = new Program();

  private Path home;
  private Path tools;

  @BeforeAll
  static void unpack() throws Exception {
    Path folder = Files.createDirectory(place.resolve("a place"));
    Shell.run(folder, "tar xzf '%s.tar.gz'".formatted(System.getProperty("distribution")));
    // All that a system has, but neither Java nor Maven.
    Path tools = Files.createDirectory(place.resolve("tools"));
    Shell.run(tools, "ln -sf /usr/bin/* . && ln -sf /bin/* . && rm -f java javac mvn mvn*");
  }

  /** JUnit would look at each of its links, and warn of it. */
  @AfterAll
  static void removeTools() throws Exception {
    Shell.run(place, "rm -rf tools");
  }

  @BeforeEach
  void prepare() throws Exception {
    home = place.resolve("a place/camel-mirror");
    tools = place.resolve("tools");
    Shell.run(program.folder(), "mkdir source; echo a >source/a; echo b >source/b.bak");
    program.launchedBy(home.resolve("bin/camel-mirror"));
    program.with("PATH", tools.toString());
    // An archive of classes is made at the first run of each distribution, and said so.
    program.run("--version");
  }

  @Test
  void runsFromWhereItWasUnpacked() throws Exception {
    Result result = program.run("--once", "source", "replica");

    result.exited(ExitCode.DONE);
    assertEqual("source", "replica");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void findsJavaOnThePath() throws Exception {
    Path java = Files.createDirectory(program.path("java"));
    Files.createSymbolicLink(
        java.resolve("java"), Path.of(System.getProperty("java.home"), "bin/java"));
    program.with("JAVA_HOME", null).with("PATH", java + ":" + tools);

    program.run("--once", "source", "replica").exited(ExitCode.DONE);

    assertEqual("source", "replica");
  }

  @Test
  void runsThroughLinks() throws Exception {
    Shell.run(
        program.folder(),
        "mkdir bin; ln -s '%s' bin/direct; ln -s direct bin/camel-mirror".formatted(launcher()));
    program.launchedBy(program.path("bin/camel-mirror"));

    program.run("--once", "source", "replica").exited(ExitCode.DONE);

    assertEqual("source", "replica");
  }

  @Test
  void hasItsLibrariesButNoConnectionPools() throws Exception {
    assertThat(Shell.run(home.resolve("lib"), "ls"))
        .contains("camel-main-", "camel-yaml-dsl-", "camel-quartz-", "logback-classic-")
        .doesNotContain("c3p0", "mchange", "spring");
  }

  @Test
  void runsWithoutAFolderToKeepClassesIn() throws Exception {
    program.with("XDG_CACHE_HOME", "/dev/null/nothing");

    Result result = program.run("--once", "source", "replica");

    result.exited(ExitCode.DONE);
    assertThat(result.err()).isEmpty();
    assertEqual("source", "replica");
  }

  /** The camel-http of the tests, which the distribution has not. */
  @Test
  void usesComponentsFromTheFolderForFurtherJars() throws Exception {
    Path jars = Files.createDirectories(home.resolve("lib/ext"));
    for (String entry : System.getProperty("java.class.path").split(":")) {
      Path jar = Path.of(entry);
      if (HTTP.matcher(jar.getFileName().toString()).matches()) {
        Files.copy(jar, jars.resolve(jar.getFileName()));
      }
    }
    BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/mirror",
        exchange -> {
          requests.add(exchange.getRequestHeaders().getFirst("MirrorEvent"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    String hook = "http://127.0.0.1:" + server.getAddress().getPort() + "/mirror";
    Shell.run(program.folder(), "mkdir replica; echo o >replica/orphan");
    try {
      program
          .run("--once", "--max-delete", "0", "--notify", hook, "source", "replica")
          .exited(ExitCode.REFUSED);

      assertThat(requests).as("sent before the end").containsExactly("refused");
    } finally {
      server.stop(0);
      Shell.run(home, "rm -r lib/ext");
    }
  }

  @Test
  void saysThatJavaHomeIsWrong() throws Exception {
    program.with("JAVA_HOME", "/nowhere/java");

    assertSaid(program.run("--once", "source", "replica"), "JAVA_HOME", "/nowhere/java");
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    program.with("JAVA_HOME", null);

    assertSaid(program.run("--once", "source", "replica"), "Java is missing", "17");
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir -p old/bin; echo 'JAVA_VERSION="11.0.2"' >old/release
        echo '#!/bin/sh' >old/bin/java; chmod +x old/bin/java
        """);
    program.with("JAVA_HOME", program.path("old").toString());

    assertSaid(program.run("--once", "source", "replica"), "11.0.2", "17 or later");
  }

  @Test
  void runsUnderAnotherJava() throws Exception {
    List<Path> others = otherJavas();
    assumeTrue(!others.isEmpty(), "no other JDK, version 17 or later, in /usr/lib/jvm");

    for (Path java : others) {
      program.with("JAVA_HOME", java.toString());
      // The first run makes an archive of its own, the second uses it.
      program.run("--once", "source", "first").exited(ExitCode.DONE);
      Result second = program.run("--once", "source", "second").exited(ExitCode.DONE);

      assertThat(second.err()).isEmpty();
      assertEqual("source", "first");
      assertEqual("source", "second");
      Shell.run(program.folder(), "rm -r first second");
    }
  }

  @Test
  void doesWhatItsRoutesSay() throws Exception {
    Path copy = copyOfTheDistribution();
    Path route = copy.resolve("routes/copy.camel.yaml");
    String option = "        threads: \"{{mirror.threads}}\"\n";
    String text = Files.readString(route);
    assertThat(text).contains(option);
    Files.writeString(route, text.replace(option, option + "        exclude: \".*\\\\.bak\"\n"));

    program.run("--once", "source", "replica").exited(ExitCode.DONE);

    assertThat(Shell.run(program.path("replica"), "ls -A")).isEqualTo("a\n");
  }

  @Test
  void doesWhatItsPropertiesSay() throws Exception {
    Path copy = copyOfTheDistribution();
    Shell.run(copy, "sed -i 's/^mirror.dry-run=false/mirror.dry-run=true/' application.properties");

    program.run("--once", "source", "replica").exited(ExitCode.DONE);

    assertThat(program.path("replica")).doesNotExist();
  }

  @Test
  void takesRoutesFromBesideANamedFile() throws Exception {
    Shell.run(
        program.folder(),
        """
        mkdir etc; cp -r '%s/routes' etc/mine
        sed -i 's/^\\( *\\)threads:.*/&\\n\\1exclude: ".*[.]bak"/' etc/mine/copy.camel.yaml
        echo 'mirror.routes=mine' >etc/mirror.properties
        """
            .formatted(home));

    program
        .run("--once", "--config", "etc/mirror.properties", "source", "replica")
        .exited(ExitCode.DONE);

    assertThat(Shell.run(program.path("replica"), "ls -A")).isEqualTo("a\n");
  }

  @Test
  void printsVersionAndHelp() throws Exception {
    Result version = program.run("--version").exited(ExitCode.DONE);
    Result help = program.run("--help").exited(ExitCode.DONE);

    String expected = Path.of(System.getProperty("distribution")).getFileName().toString();
    assertThat(version.outLines().get(0).replace(' ', '-')).isEqualTo(expected);
    assertThat(help.out())
        .startsWith("Usage: camel-mirror [OPTIONS] SOURCE REPLICA [INTERVAL] [LOG_FILE]\n")
        .contains("4   a guard refused to delete");
    assertThat(version.err() + help.err()).isEmpty();
  }

  /** Without an archive of classes, which would be made once more. */
  private Path copyOfTheDistribution() throws Exception {
    Shell.run(program.folder(), "cp -r '%s' copy".formatted(home));
    program.launchedBy(program.path("copy/bin/camel-mirror")).with("CAMEL_MIRROR_ARCHIVE", "off");
    return program.path("copy");
  }

  private Path launcher() {
    return home.resolve("bin/camel-mirror");
  }

  private static List<Path> otherJavas() throws IOException {
    Path installed = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(installed)) {
      return List.of();
    }
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> javas = Files.list(installed)) {
      return javas
          .filter(java -> Files.isExecutable(java.resolve("bin/java")))
          .filter(java -> Runtime.Version.parse(version(java)).feature() >= 17)
          .map(DistributionIT::real)
          .filter(java -> !java.equals(own))
          .distinct()
          .toList();
    }
  }

  private static String version(Path java) {
    try (Stream<String> lines = Files.lines(java.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("JAVA_VERSION=|\"|_.*", "").replaceFirst("^1\\.8.*", "8"))
          .findFirst()
          .orElse("8");
    } catch (IOException e) {
      return "8";
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertEqual(String source, String replica) throws IOException {
    assertThat(TreeSnapshot.of(program.path(replica)))
        .isEqualTo(TreeSnapshot.of(program.path(source)));
  }

  private static void assertSaid(Result result, String... named) {
    result.exited(ExitCode.USAGE);
    assertThat(result.out()).isEmpty();
    assertThat(result.errLines()).hasSize(1);
    assertThat(result.err()).startsWith("camel-mirror: ").contains(named);
  }
}
