package io.camelmirror.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;

/** The installation folder (a clone or an unpacked distribution) and the versions. */
final class Installation {

  /** The system property in which the launcher passes the folder. */
  private static final String PROPERTY = "camel-mirror.home";

  private Installation() {}

  /** The folder that contains {@code application.properties} and {@code routes/}. */
  static Path folder() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return Path.of(given);
    }
    try {
      Path jar =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.getParent().resolveSibling("").toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot find the installation folder", e);
    }
  }

  /** The versions of the program, of Camel and of Java, a line each. */
  static List<String> versions() {
    return List.of(
        "camel-mirror " + version(Installation.class),
        "Apache Camel " + version(CamelContext.class) + ", Java " + Runtime.version());
  }

  private static String version(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version != null ? version : "(not packaged)";
  }
}
