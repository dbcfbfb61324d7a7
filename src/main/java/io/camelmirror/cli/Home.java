package io.camelmirror.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The folder the program is installed in: the clone, or the unpacked distribution. */
final class Home {

  /** Set by the launcher. */
  private static final String PROPERTY = "camel-mirror.home";

  private Home() {}

  /** The folder that holds {@code application.properties} and {@code routes/}. */
  static Path folder() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return Path.of(given);
    }
    try {
      Path jar = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar.getParent().resolveSibling("").toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot tell where the program is installed", e);
    }
  }
}
