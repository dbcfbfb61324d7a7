package io.camelmirror.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Camel's features under the names that camel-karaf gives them, of plain jars of Camel that become
 * bundles when they are installed. What camel-karaf itself brings has to be downloaded while Karaf
 * runs.
 */
final class CamelFeatures {

  private static final Pattern JAR = Pattern.compile("(.*)-([0-9.]+)[.]jar");

  private final List<Path> jars;

  /** Takes all jars of a folder. */
  CamelFeatures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      jars = files.sorted().toList();
    }
  }

  /** The features, as Karaf reads them. */
  String toXml() {
    return """
        <features name="camel-for-tests" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
        %s%s%s</features>
        """
        .formatted(
            feature("camel-core", name -> !isOfYaml(name) && !isOfQuartz(name)),
            feature("camel-yaml-dsl", CamelFeatures::isOfYaml),
            feature("camel-quartz", CamelFeatures::isOfQuartz));
  }

  private String feature(String feature, Predicate<String> holds) {
    StringBuilder xml = new StringBuilder();
    xml.append("  <feature name=\"" + feature + "\" version=\"4.14.0\" start-level=\"50\">\n");
    xml.append("    <feature prerequisite=\"true\">wrap</feature>\n");
    if (!feature.equals("camel-core")) {
      xml.append("    <feature>camel-core</feature>\n");
    }
    for (Path jar : jars) {
      if (holds.test(jar.getFileName().toString())) {
        xml.append("    <bundle>").append(bundle(jar)).append("</bundle>\n");
      }
    }
    return xml.append("  </feature>\n").toString();
  }

  private static boolean isOfYaml(String jar) {
    return jar.contains("yaml") || jar.startsWith("camel-dsl");
  }

  private static boolean isOfQuartz(String jar) {
    return jar.contains("quartz");
  }

  private static String bundle(Path jar) {
    Matcher parts = JAR.matcher(jar.getFileName().toString());
    if (!parts.matches()) {
      throw new IllegalArgumentException("has no version in its name: " + jar);
    }
    String name = parts.group(1);
    if (name.equals("camel-core-osgi")) {
      return "file:" + jar;
    }
    String version = parts.group(2);
    String packages =
        name.equals("quartz")
            ? "org.quartz*"
            : name.startsWith("snakeyaml") ? "org.snakeyaml*" : "org.apache.camel*";
    return "wrap:file:%s$overwrite=full&amp;Bundle-SymbolicName=%s&amp;Bundle-Version=%s"
            .formatted(jar, name, version)
        + "&amp;Export-Package=%s;version=%s".formatted(packages, version);
  }
}
