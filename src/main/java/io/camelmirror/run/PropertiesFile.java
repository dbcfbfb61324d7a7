package io.camelmirror.run;

import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Reads a properties file in UTF-8. */
final class PropertiesFile {

  private PropertiesFile() {}

  /**
   * Returns the properties of a file.
   *
   * @param file null for no properties
   * @throws UsageException if the file cannot be read
   */
  static Map<String, String> read(Path file) throws UsageException {
    Properties properties = new Properties();
    if (file != null) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new UsageException(
            "cannot read the settings in " + PathText.of(file) + ": " + FailureText.of(e), e);
      }
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, properties::getProperty));
  }
}
