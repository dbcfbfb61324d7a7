package io.camelmirror.cli;

import io.camelmirror.diff.Problem;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one run: each from the first place that has it, of the command line, the
 * environment, the properties file and the default.
 */
final class Settings {

  private static final String PREFIX = "mirror.";

  /** What a path may hold and still be read back from an endpoint's URI as it was. */
  private static final Pattern URI_SAFE = Pattern.compile("[A-Za-z0-9/._-]+");

  /** This near to a known key, a key of the user's own is more likely a slip of the finger. */
  private static final int SLIP = 2;

  /** The component's options: for it and not in the routes, so that none of them can forget one. */
  private static final Map<String, Setting> COMPONENT =
      Map.ofEntries(
          Map.entry("dryRun", Setting.DRY_RUN),
          Map.entry("safety.maxDelete", Setting.MAX_DELETE),
          Map.entry("safety.requireMarker", Setting.REQUIRE_MARKER),
          Map.entry("safety.noDelete", Setting.NO_DELETE),
          Map.entry("safety.deleteExcluded", Setting.DELETE_EXCLUDED),
          Map.entry("safety.trashKeep", Setting.TRASH_KEEP),
          Map.entry("safety.fsync", Setting.FSYNC),
          Map.entry("fidelity.links", Setting.LINKS),
          Map.entry("fidelity.hardLinks", Setting.HARD_LINKS),
          Map.entry("fidelity.xattrs", Setting.XATTRS),
          Map.entry("fidelity.acls", Setting.ACLS),
          Map.entry("fidelity.sparse", Setting.SPARSE),
          Map.entry("fidelity.specials", Setting.SPECIALS),
          Map.entry("fidelity.all", Setting.ALL),
          Map.entry("fidelity.checksum", Setting.CHECKSUM),
          Map.entry("fidelity.oneFileSystem", Setting.ONE_FILE_SYSTEM),
          Map.entry("fidelity.modifyWindow", Setting.MODIFY_WINDOW),
          Map.entry("fidelity.settle", Setting.SETTLE));

  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private final Properties others = new Properties();
  private final Path routes;

  private Settings(
      Map<String, String> options, Map<String, String> environment, Path file, Path home)
      throws UsageException {
    Properties fromFile = load(file);
    requireKnown(options.keySet(), "the command line");
    requireKnown(fromFile.stringPropertyNames(), String.valueOf(file));
    for (Setting setting : Setting.values()) {
      String given = options.get(setting.key());
      String origin = "the command line";
      if (given == null) {
        given = environment.get(setting.environmentVariable());
        origin = setting.environmentVariable();
      }
      if (given == null) {
        given = fromFile.getProperty(setting.key());
        origin = String.valueOf(file);
      }
      if (given != null) {
        values.put(setting, read(setting, given, origin));
      } else if (setting.defaultValue() != null) {
        values.put(setting, setting.read(setting.defaultValue()));
      }
    }
    routes = routes(options, environment, fromFile, file, home);
    fromFile.stringPropertyNames().stream()
        .filter(key -> !key.startsWith(PREFIX))
        .forEach(key -> others.setProperty(key, fromFile.getProperty(key)));
    options.forEach(
        (key, value) -> {
          if (!key.startsWith(PREFIX)) {
            others.setProperty(key, value);
          }
        });
  }

  /**
   * Resolves the settings of a run.
   *
   * @param options what the command line gave, by key; other keys than the program's own are passed
   *     on to Camel
   * @param environment the environment variables
   * @param file the properties file, or null for none
   * @param home the folder the program is installed in, where its routes are
   * @throws UsageException when a key is unknown or a value cannot be used
   */
  static Settings resolve(
      Map<String, String> options, Map<String, String> environment, Path file, Path home)
      throws UsageException {
    return new Settings(options, environment, file, home);
  }

  /** The value of a setting, checked; null when nobody gave one and it has no default. */
  String get(Setting setting) {
    return values.get(setting);
  }

  /**
   * The file or folder of a setting.
   *
   * @throws UsageException when it was not given
   */
  Path path(Setting setting, String argument) throws UsageException {
    String value = get(setting);
    if (value == null) {
      throw new UsageException(
          argument
              + " is missing; usage: camel-mirror [OPTIONS] SOURCE REPLICA [INTERVAL] [LOG_FILE]");
    }
    return Path.of(value);
  }

  boolean isOn(Setting flag) {
    return Boolean.parseBoolean(get(flag));
  }

  /** The folder with the routes. */
  Path routes() {
    return routes;
  }

  /** Overrides what was given. */
  void put(Setting setting, String value) {
    values.put(setting, value);
  }

  /** All settings as Camel's property placeholders take them, and the properties of others. */
  Properties forCamel() {
    Properties properties = new Properties();
    properties.setProperty(
        "camel.component.mirror.mdc", Boolean.toString(get(Setting.LOG_FORMAT).equals("json")));
    COMPONENT.forEach(
        (option, setting) -> {
          if (get(setting) != null) {
            properties.setProperty("camel.component.mirror." + option, get(setting));
          }
        });
    if (get(Setting.TRASH) != null) {
      String path = Path.of(get(Setting.TRASH)).toAbsolutePath().toString();
      properties.setProperty("mirror.trash.path", path);
      properties.setProperty("camel.component.mirror.safety.trash", "property:mirror.trash.path");
    }
    properties.putAll(others);
    values.forEach((setting, value) -> properties.setProperty(setting.key(), value));
    for (Setting folder : List.of(Setting.SOURCE, Setting.REPLICA)) {
      String path = Path.of(get(folder)).toAbsolutePath().toString();
      properties.setProperty(folder.key(), path);
      if (!URI_SAFE.matcher(path).matches()) {
        String indirect = folder.key() + ".path";
        properties.setProperty(indirect, path);
        properties.setProperty(folder.key(), "property:" + indirect);
      }
    }
    return properties;
  }

  private static String read(Setting setting, String given, String origin) throws UsageException {
    try {
      return setting.read(given);
    } catch (IllegalArgumentException e) {
      throw new UsageException(setting.key() + " (from " + origin + "): " + e.getMessage(), e);
    }
  }

  private static Properties load(Path file) throws UsageException {
    Properties properties = new Properties();
    if (file != null) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new UsageException(
            "cannot read the settings in " + PathText.of(file) + ": " + Problem.describe(e), e);
      }
    }
    return properties;
  }

  private static void requireKnown(Iterable<String> keys, String origin) throws UsageException {
    List<String> known = Stream.of(Setting.values()).map(Setting::key).toList();
    for (String key : keys) {
      if (known.contains(key)) {
        continue;
      }
      Optional<String> nearest = Nearest.to(key, known);
      boolean slip = nearest.isPresent() && Nearest.distance(key, nearest.get()) <= SLIP;
      if (key.startsWith(PREFIX) || slip) {
        throw new UsageException(
            "unknown property '"
                + key
                + "' (from "
                + origin
                + ")"
                + nearest.map(name -> "; did you mean " + name + "?").orElse(""));
      }
    }
  }

  /** A relative folder starts where it was given: here, at the file's folder, or at home. */
  private static Path routes(
      Map<String, String> options,
      Map<String, String> environment,
      Properties fromFile,
      Path file,
      Path home) {
    String key = Setting.ROUTES.key();
    String given = options.getOrDefault(key, environment.get(Setting.ROUTES.environmentVariable()));
    if (given != null) {
      return Path.of(given).toAbsolutePath();
    }
    if (fromFile.getProperty(key) != null) {
      return file.toAbsolutePath().resolveSibling(fromFile.getProperty(key));
    }
    return home.toAbsolutePath().resolve(Setting.ROUTES.defaultValue());
  }
}
