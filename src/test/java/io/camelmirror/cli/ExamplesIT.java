package io.camelmirror.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import io.camelmirror.cli.Program.Result;
import io.camelmirror.cli.Program.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The programs in {@code docs/examples}, and one that only depends on the jar: built with the jar
 * as it would be installed, and run. Karaf's example is run by {@code KarafMirrorIT}.
 */
class ExamplesIT {

  private static final Path FOLDER = Program.PROJECT.resolve("target/examples");

  private static final List<String> EXAMPLES =
      List.of("plain-java", "spring-boot", "quarkus", "sftp");

  @RegisterExtension final Program program = new Program();

  @BeforeAll
  static void build() throws Exception {
    Shell.run(
        Program.PROJECT,
        """
        rm -rf target/examples
        cp -r docs/examples target/examples
        cp -r src/test/examples/* target/examples
        # The local repository under another name, with this jar in it and not in the user's.
        mkdir -p target/repository/io
        find '%1$s' -mindepth 1 -maxdepth 1 ! -name io \
            -exec ln -sfn {} target/repository ';'
        find '%1$s/io' -mindepth 1 -maxdepth 1 ! -name camelmirror \
            -exec ln -sfn {} target/repository/io ';'
        """
            .formatted(System.getProperty("maven.repository")));
    maven("install:install-file", "-Dfile=target/camel-mirror.jar", "-DpomFile=pom.xml");
    maven("-f", "target/examples/pom.xml", "package");
  }

  @BeforeEach
  void makeTrees() throws IOException {
    TreeBuilder.in(program.path("source"), "folder/a = text");
    TreeBuilder.in(program.path("replica"), "one = old", "two = old");
  }

  @Test
  void theJarBringsWhatTheComponentNeeds() throws Exception {
    assertThat(
            Shell.run(
                FOLDER.resolve("consumer/target/lib"),
                "ls | sed 's/-[0-9][0-9.]*[.-]/ /' | LC_ALL=C sort"))
        .isEqualTo(
            """
            camel-api jar
            camel-base jar
            camel-base-engine jar
            camel-cluster jar
            camel-core-model jar
            camel-core-processor jar
            camel-file jar
            camel-management-api jar
            camel-mirror SNAPSHOT.jar
            camel-support jar
            camel-util jar
            camel-util-json jar
            camel-xml-jaxp-util jar
            jakarta.activation-api jar
            jakarta.xml.bind-api jar
            jffi jar
            jffi native.jar
            slf4j-api jar
            """);
  }

  @Test
  void plainJavaMirrorsWithItsOwnLog() throws Exception {
    Running running = start("plain-java/target/plain-java.jar", "source", "replica");

    Await.equal(program.path("source"), program.path("replica"));
    Await.until(() -> assertThat(running.out()).contains("folder/a", "DELETE"));
    assertThat(running.err()).isEmpty();
    assertThat(running.out()).doesNotContain("SLF4J", "DEBUG", "TRACE");
  }

  @Test
  void springBootSetsTheOptionsOfTheComponent() throws Exception {
    Files.createLink(program.path("source/hard"), program.path("source/folder/a"));
    Running running =
        startSpringBoot("--camel.component.mirror.safety.max-delete=1", "--server.port=0");

    Await.until(() -> assertThat(running.out()).contains("max-delete"));
    assertThat(program.path("replica/one")).exists();
    assertThat(program.path("replica/two")).exists();
    // From the example's application.properties.
    assertThat(Files.getAttribute(program.path("replica/folder/a"), "unix:nlink")).isEqualTo(2);
  }

  @Test
  void springBootRefusesAnOptionThatDoesNotExist() throws Exception {
    Result result = startSpringBoot("--camel.component.mirror.max-deletes=1").end().exited(1);

    assertThat(result.out())
        .contains("camel.component.mirror.max-deletes", "the component has no such option")
        .doesNotContain("\tat ");
    assertThat(program.path("replica/folder")).doesNotExist();
  }

  @Test
  void quarkusSetsTheOptionsOfTheComponent() throws Exception {
    Running running =
        java(
            "-Dsource=source",
            "-Dreplica=replica",
            "-Dcamel.component.mirror.safety.max-delete=1",
            "-jar",
            FOLDER.resolve("quarkus/target/quarkus-app/quarkus-run.jar").toString());

    Await.until(() -> assertThat(running.out()).contains("CREATE folder/a", "max-delete"));
    assertThat(program.path("replica/folder/a")).hasContent("text");
    assertThat(program.path("replica/one")).exists();
    assertThat(running.out()).doesNotContain("SLF4J");
  }

  @Test
  void sftpReceivesEachArrivedFile() throws Exception {
    Path received = Files.createDirectory(program.path("received"));
    try (SshServer server = SshServer.setUpDefaultServer()) {
      SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
      server.setHost("127.0.0.1");
      server.setKeyPairProvider(keys);
      server.setPasswordAuthenticator(
          (user, password, session) -> user.equals("mirror") && password.equals("se+cret"));
      server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
      server.setFileSystemFactory(new VirtualFileSystemFactory(received));
      server.start();
      String key = PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic());
      Files.writeString(
          program.path("known_hosts"), "[127.0.0.1]:" + server.getPort() + " " + key + "\n");
      program.with("SFTP_PASSWORD", "se+cret");

      Running running =
          java(
              "-Dsource=source",
              "-Dreplica=replica",
              "-Dsftp.host=127.0.0.1",
              "-Dsftp.port=" + server.getPort(),
              "-Dsftp.known-hosts=known_hosts",
              "-jar",
              FOLDER.resolve("sftp/target/sftp.jar").toString());

      Await.until(
          () -> {
            assertThat(running.process().isAlive()).as(running.err()).isTrue();
            assertThat(received.resolve("arrived/folder/a")).hasContent("text");
          });
    }
  }

  private Running startSpringBoot(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--source=source", "--replica=replica"));
    all.addAll(List.of(arguments));
    return start("spring-boot/target/spring-boot.jar", all.toArray(String[]::new));
  }

  private Running start(String jar, String... arguments) throws IOException {
    return java(
        Stream.concat(Stream.of("-jar", FOLDER.resolve(jar).toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Running java(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of(arguments));
    return program.startCommand(command);
  }

  private static void maven(String... arguments) throws Exception {
    String offline = System.getProperty("maven.mode").equals("offline=true") ? " -o" : "";
    Shell.run(
        Program.PROJECT,
        "'%s' -q -B -ntp%s -Dmaven.repo.local=target/repository %s"
            .formatted(
                System.getProperty("maven"),
                offline,
                Stream.of(arguments).map("'%s'"::formatted).collect(joining(" "))));
  }
}
