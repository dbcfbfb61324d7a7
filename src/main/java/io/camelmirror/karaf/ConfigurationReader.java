package io.camelmirror.karaf;

import io.camelmirror.run.MirrorConfiguration;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what Configuration Admin knows of a mirror. */
final class ConfigurationReader {

  private static final String FILE = "felix.fileinstall.filename";

  /** Separates the factory PID from the name in the PID of a named configuration. */
  private static final String NAMED = "~";

  /** The keys that Karaf adds to a configuration. */
  private static final Pattern ADDED_BY_KARAF =
      Pattern.compile("(service|felix|component|org\\.apache\\.karaf)\\..*");

  private final Path etc;

  /**
   * Creates a reader.
   *
   * @param etc Karaf's folder with configuration files
   */
  ConfigurationReader(Path etc) {
    this.etc = etc;
  }

  MirrorConfiguration read(String pid, Dictionary<String, ?> properties) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : Collections.list(properties.keys())) {
      if (!ADDED_BY_KARAF.matcher(key).matches()) {
        values.put(key, text(properties.get(key)));
      }
    }
    Path path = file(properties);
    return new MirrorConfiguration(
        // Karaf's shell copies the file property from the file that a configuration is made of.
        path == null || pid.contains(NAMED) ? nameIn(pid) : nameOf(path),
        path == null ? "the configuration " + pid : path.toString(),
        path == null ? etc : path.getParent(),
        etc.resolve("camel-mirror").resolve("routes"),
        values);
  }

  /** Returns the file of a configuration; null if it was not read from a file. */
  static Path file(Dictionary<String, ?> properties) {
    Object file = properties == null ? null : properties.get(FILE);
    return file == null ? null : Path.of(URI.create(file.toString()));
  }

  /** Karaf reads files as ISO 8859-1. Text that is valid UTF-8 in its bytes was written as such. */
  private static String text(Object value) {
    String read = String.valueOf(value);
    try {
      ByteBuffer bytes = StandardCharsets.ISO_8859_1.newEncoder().encode(CharBuffer.wrap(read));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return read;
    }
  }

  private static String nameOf(Path file) {
    return nameIn(file.getFileName().toString().replaceFirst("[.]\\w+$", ""));
  }

  /** The part after the factory PID. */
  private static String nameIn(String pid) {
    return pid.replaceFirst(Pattern.quote(Mirrors.PID) + "[-~.]", "");
  }
}
