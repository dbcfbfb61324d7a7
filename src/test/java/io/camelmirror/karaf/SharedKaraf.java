package io.camelmirror.karaf;

import io.camelmirror.tree.local.LocalSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One Karaf for all tests that ask for it, with the archive that is shipped dropped into it. */
public final class SharedKaraf implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Karaf.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Started.class, key -> new Started(), Started.class)
        .karaf;
  }

  private static final class Started implements AutoCloseable {

    private final Karaf karaf;

    Started() {
      try {
        // Where its log can be read when a test has failed.
        Path home = Path.of("target/karaf/running").toAbsolutePath();
        delete(home);
        KarafFolder folder =
            KarafFolder.copy(
                Path.of(System.getProperty("karaf")),
                home,
                new CamelFeatures(Path.of(System.getProperty("karaf.camel"))),
                Path.of(System.getProperty("karaf.repository")));
        Files.writeString(
            folder.etc().resolve("org.ops4j.pax.logging.cfg"),
            Guide.block("log4j2.appender.docs"),
            StandardOpenOption.APPEND);
        karaf = new Karaf(folder);
        karaf.start();
        LocalSite.createFolder(folder.path().resolve("deploy"));
        karaf.deploy(Path.of("target/camel-mirror.kar"));
      } catch (IOException e) {
        throw new IllegalStateException("Karaf cannot be started", e);
      }
    }

    @Override
    public void close() {
      karaf.kill();
    }

    private static void delete(Path folder) throws IOException {
      if (Files.exists(folder)) {
        try (Stream<Path> paths = Files.walk(folder)) {
          for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
            Files.delete(path);
          }
        }
      }
    }
  }
}
