package io.camelmirror.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The installation folder: a clone or an unpacked distribution. */
final class Home {

  /** The system property in which the launcher passes the folder. */
  private static final String PROPERTY = "camel-mirror.home";

  private Home() {}

  /** The folder that contains {@code application.properties} and {@code routes/}. */
  static Path folder() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return Path.of(given);
    }
    try {
      Path jar = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.getParent().resolveSibling("").toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot find the installation folder", e);
    }
  }
}
