package io.camelmirror.cli;

import org.apache.camel.CamelContext;
import picocli.CommandLine.IVersionProvider;

/** The versions of the program and of what it runs on. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "camel-mirror " + of(Version.class),
      "Apache Camel " + of(CamelContext.class) + ", Java " + Runtime.version()
    };
  }

  private static String of(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version != null ? version : "(not packaged)";
  }
}
