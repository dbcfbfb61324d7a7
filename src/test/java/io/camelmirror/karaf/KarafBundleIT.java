package io.camelmirror.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import io.camelmirror.other.OtherBundle;
import io.camelmirror.testing.TreeSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The bundle comes, goes and is updated beside others, which may use the component. */
@ExtendWith(SharedKaraf.class)
class KarafBundleIT {

  private static final String BUNDLE = "io.camelmirror";

  /** Of zeros, so that it takes no time to be made, and a moment to be copied. */
  private static final long LARGE = 6L << 30;

  @TempDir Path base;

  @Test
  void anotherBundleUsesTheComponent(Karaf karaf) throws Exception {
    Path source = Files.createDirectory(base.resolve("source"));
    Path replica = Files.createDirectory(base.resolve("replica"));
    TreeBuilder.in(source, "a = text");
    String uri = "mirror:" + source + "?replica=" + replica;
    Path jar =
        otherBundle(
            """
            - route:
                id: other
                from:
                  uri: "%s&initialDelay=0&delay=500"
                  steps:
                    - to:
                        uri: "%s"
                    - to:
                        uri: "log:other.bundle?exchangeFormatter=#class:io.camelmirror.camel.ChangeFormatter"
            """
                .formatted(uri, uri));

    Object id = karaf.bundle("install", "file:" + jar);
    try {
      karaf.bundle("start", String.valueOf(id));
      Karaf.await(
          () -> {
            assertThat(replica.resolve("a")).hasContent("text");
            assertThat(karaf.log())
                .anyMatch(line -> line.matches(".*\\| bundle .*\\| CREATE .* ms  a"));
          });
    } finally {
      karaf.bundle("uninstall", String.valueOf(id));
    }
  }

  @Test
  void aStoppedBundleLeavesNothingBehindAndGoesOnLater(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "stopped", base)) {
      beginLargeCopy(mirror);

      karaf.bundle("stop", BUNDLE);

      assertNoTemporary(mirror);
      Karaf.await(
          () ->
              assertThat(karaf.threads())
                  .noneMatch(
                      thread ->
                          thread.matches(
                              "mirror-\\d+|io.camelmirror.*|.*\\(stopped\\).*|.*stopped_.*")));
      assertThat(karaf.jmx().isRegistered(Karaf.mirrorName("stopped"))).isFalse();

      shrink(mirror);
      karaf.bundle("start", BUNDLE);

      mirror.awaitEqual();
    }
  }

  @Test
  void anUpdateInPlaceCarriesOn(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "updated", base)) {
      mirror.configure("mirror.interval=1");
      mirror.awaitNew("a");

      karaf.bundle("update", BUNDLE, "file:" + Path.of("target/camel-mirror.jar").toAbsolutePath());

      mirror.awaitGet("State", "running");
      mirror.awaitNew("b");
      assertThat(karaf.shell("mirror:status updated")).containsPattern("state +running");
    }
  }

  @Test
  void karafStopsCleanlyAndGoesOnAfterItsRestart(Karaf karaf) throws Exception {
    try (TestMirror mirror = new TestMirror(karaf, "restarted", base)) {
      beginLargeCopy(mirror);

      karaf.stop();

      assertNoTemporary(mirror);
      shrink(mirror);
      karaf.start();
      mirror.awaitEqual();
    }
  }

  /** The archive that is shipped, except that it requires a Camel that there is not yet. */
  @Test
  void anArchiveWhoseFeaturesAreMissingSaysWhichOne(Karaf karaf) throws Exception {
    String features =
        Files.readString(Path.of("target/feature/feature.xml"))
            .replaceAll("<(repository|configfile).*", "")
            .replaceAll("name=\"camel-mirror[^\"]*\"", "name=\"future\"")
            .replace("[4.14,5)", "[99,100)");
    Path archive = base.resolve("future.kar");
    try (OutputStream out = Files.newOutputStream(archive);
        JarOutputStream entries = new JarOutputStream(out, new Manifest())) {
      entries.putNextEntry(new JarEntry("repository/test/future/1/future-1-features.xml"));
      entries.write(features.getBytes(StandardCharsets.UTF_8));
    }

    Path deployed = karaf.deploy(archive);
    try {
      String missing = "Feature dependency camel-core/[99,100) is not available";
      Karaf.await(() -> assertThat(karaf.log()).anyMatch(line -> line.contains(missing)));
      assertThat(karaf.shell("feature:install future"))
          .contains("Unable to resolve", "missing requirement", "osgi.identity=camel-core;")
          .doesNotContain("\tat ");
    } finally {
      Files.delete(deployed);
      Karaf.await(() -> assertThat(karaf.shell("kar:list")).doesNotContain("future"));
    }
  }

  @AfterEach
  void deleteWhatIsLarge() throws IOException {
    try (Stream<Path> paths = Files.walk(base)) {
      for (Path path : paths.filter(path -> path.endsWith("large")).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Waits until its temporary is there. */
  private static void beginLargeCopy(TestMirror mirror) throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(mirror.source().resolve("large").toFile(), "rw")) {
      file.setLength(LARGE);
    }
    mirror.configure("mirror.interval=1");
    Karaf.await(() -> assertThat(TreeSnapshot.paths(mirror.replica())).isNotEmpty());
  }

  private static void shrink(TestMirror mirror) throws IOException {
    Files.writeString(mirror.source().resolve("large"), "small");
  }

  private static void assertNoTemporary(TestMirror mirror) throws IOException {
    assertThat(TreeSnapshot.paths(mirror.replica()))
        .noneMatch(name -> name.startsWith(".camel-mirror-"));
  }

  private Path otherBundle(String route) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "other");
    headers.putValue("Bundle-Activator", OtherBundle.class.getName());
    headers.putValue(
        "Import-Package",
        "io.camelmirror.camel,org.apache.camel,org.apache.camel.impl,org.apache.camel.impl.engine,"
            + "org.apache.camel.karaf.core,org.apache.camel.spi,org.apache.camel.support,"
            + "org.osgi.framework");
    Path jar = base.resolve("other.jar");
    String type = OtherBundle.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        InputStream code = OtherBundle.class.getResourceAsStream("/" + type)) {
      entries.putNextEntry(new JarEntry(type));
      code.transferTo(entries);
      entries.putNextEntry(new JarEntry(OtherBundle.ROUTE));
      entries.write(route.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
