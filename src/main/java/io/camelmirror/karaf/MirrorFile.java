package io.camelmirror.karaf;

import io.camelmirror.run.Settings;
import io.camelmirror.run.UsageException;
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

/**
 * What a configuration says of one mirror.
 *
 * @param name the mirror's
 * @param place what the configuration is called in messages: its file, when it has one
 * @param folder where a relative folder with routes starts
 * @param routes the folder with the routes, unless the configuration names another
 * @param values what is set, by key
 */
record MirrorFile(String name, String place, Path folder, Path routes, Map<String, String> values) {

  private static final String FILE = "felix.fileinstall.filename";

  /** Stands before the name in the PID of a configuration that was made with one. */
  private static final String NAMED = "~";

  /** What Karaf itself puts into a configuration. */
  private static final Pattern NOT_SET_BY_USER =
      Pattern.compile("(service|felix|component|org\\.apache\\.karaf)\\..*");

  /** What can be in the name of a logger, of a Camel context and of an MBean alike. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** Reads a configuration. */
  static MirrorFile of(String pid, Dictionary<String, ?> properties, Path etc) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : Collections.list(properties.keys())) {
      if (!NOT_SET_BY_USER.matcher(key).matches()) {
        values.put(key, text(properties.get(key)));
      }
    }
    Object file = properties.get(FILE);
    Path path = file == null ? null : Path.of(URI.create(file.toString()));
    return new MirrorFile(
        path == null || pid.contains(NAMED) ? nameOf(pid) : nameOf(path),
        path == null ? "the configuration " + pid : path.toString(),
        path == null ? etc : path.getParent(),
        etc.resolve("camel-mirror").resolve("routes"),
        values);
  }

  /**
   * A value as it was meant. Karaf reads its files as ISO 8859-1; one that was written as UTF-8, as
   * most are, is told by its bytes.
   */
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
    return nameOf(file.getFileName().toString().replaceFirst("[.]\\w+$", ""));
  }

  /** What comes after the factory PID. */
  private static String nameOf(String pid) {
    return pid.replaceFirst(Pattern.quote(Mirrors.PID) + "[-~.]", "");
  }

  /**
   * The settings.
   *
   * @throws UsageException when one of them, or the name, cannot be used
   */
  Settings settings() throws UsageException {
    if (!NAME.matcher(name).matches()) {
      throw new UsageException(
          "'"
              + name
              + "' (from "
              + place
              + ") is no name of a mirror: it takes letters, digits, '.', '_' and '-'");
    }
    return Settings.of(values, place, folder, routes);
  }
}
