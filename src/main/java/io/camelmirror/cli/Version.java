package io.camelmirror.cli;

import java.util.List;
import org.apache.camel.CamelContext;

/** The versions of the program, of Camel and of Java. */
final class Version {

  private Version() {}

  static List<String> lines() {
    return List.of(
        "camel-mirror " + of(Version.class),
        "Apache Camel " + of(CamelContext.class) + ", Java " + Runtime.version());
  }

  private static String of(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version != null ? version : "(not packaged)";
  }
}
