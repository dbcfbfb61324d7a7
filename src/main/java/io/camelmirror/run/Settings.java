package io.camelmirror.run;

import io.camelmirror.tree.PathArgument;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of one mirror. The command line overrides the environment, the environment overrides
 * the properties file, and the file overrides the defaults.
 */
public final class Settings {

  /** A key at most this many edits away from a known key is a typo, not a key of the user's own. */
  private static final int TYPO = 2;

  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private final Properties others = new Properties();
  private final Path routes;

  private Settings(
      Map<String, String> options,
      Map<String, String> environment,
      Map<String, String> file,
      String fileName,
      Path routes)
      throws UsageException {
    requireKnown(options.keySet(), "the command line");
    requireKnown(file.keySet(), fileName);
    for (Setting setting : Setting.values()) {
      String given = options.get(setting.key());
      String origin = "the command line";
      if (given == null) {
        given = environment.get(setting.environmentVariable());
        origin = setting.environmentVariable();
      }
      if (given == null) {
        given = file.get(setting.key());
        origin = fileName;
      }
      if (given != null) {
        values.put(setting, read(setting, given, origin));
      } else if (setting.defaultValue() != null) {
        values.put(setting, setting.read(setting.defaultValue()));
      }
    }
    this.routes = routes;
    addOthers(file);
    addOthers(ofEnvironment(environment, file.keySet()));
    addOthers(options);
  }

  /** The values that environment variables give to keys of the user's own. */
  private static Map<String, String> ofEnvironment(
      Map<String, String> environment, Collection<String> keys) {
    return keys.stream()
        .filter(key -> environment.containsKey(Setting.environmentVariable(key)))
        .collect(
            Collectors.toMap(key -> key, key -> environment.get(Setting.environmentVariable(key))));
  }

  private void addOthers(Map<String, String> given) {
    given.forEach(
        (key, value) -> {
          if (!key.startsWith(Setting.PREFIX)) {
            others.setProperty(key, value);
          }
        });
  }

  /**
   * Resolves the settings for the command line.
   *
   * @param options the options by key; keys that do not start with {@code mirror.} go to Camel
   * @param environment the environment variables
   * @param file the properties file; null to use none
   * @param home the installation folder, which contains the shipped routes
   * @throws UsageException if the file cannot be read, a key is unknown or a value is not valid
   */
  public static Settings resolve(
      Map<String, String> options, Map<String, String> environment, Path file, Path home)
      throws UsageException {
    Map<String, String> fromFile = PropertiesFile.read(file);
    Path routes = routes(options, environment, fromFile, file, home);
    return new Settings(options, environment, fromFile, String.valueOf(file), routes);
  }

  /**
   * Resolves the settings of a file, without the command line and the environment.
   *
   * @param file the properties by key; keys that do not start with {@code mirror.} go to Camel
   * @param fileName the name of the file in messages
   * @param folder the folder at which a relative {@code mirror.routes} starts
   * @param routes the folder with the routes if the file names none
   * @throws UsageException if a key is unknown or a value is not valid
   */
  public static Settings of(Map<String, String> file, String fileName, Path folder, Path routes)
      throws UsageException {
    String given = file.get(Setting.ROUTES.key());
    Path chosen = given == null ? routes : folder.resolve(given);
    return new Settings(Map.of(), Map.of(), file, fileName, chosen);
  }

  /** The value in the form that the routes take; null if it is not set and has no default. */
  public String get(Setting setting) {
    return values.get(setting);
  }

  /**
   * The value of a setting as a path.
   *
   * @param missing the message if the setting has no value
   * @throws UsageException if the setting has no value
   */
  public Path path(Setting setting, String missing) throws UsageException {
    String value = get(setting);
    if (value == null) {
      throw new UsageException(missing);
    }
    return PathArgument.path(value);
  }

  /** Returns whether a flag is set. */
  public boolean isOn(Setting flag) {
    return Boolean.parseBoolean(get(flag));
  }

  /** The folder with the routes. */
  public Path routes() {
    return routes;
  }

  /** Overrides the value of a setting, with one in the form that the routes take, or null. */
  public void put(Setting setting, String value) {
    if (value == null) {
      values.remove(setting);
    } else {
      values.put(setting, value);
    }
  }

  /** The properties that are not ours. */
  Properties others() {
    return others;
  }

  /** The values of all settings that have one; see {@link #get}. */
  Map<Setting, String> values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings that
        && values.equals(that.values)
        && others.equals(that.others)
        && routes.equals(that.routes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(values, others, routes);
  }

  private static String read(Setting setting, String given, String origin) throws UsageException {
    try {
      return setting.read(given);
    } catch (IllegalArgumentException e) {
      throw new UsageException(setting.key() + " (from " + origin + "): " + e.getMessage(), e);
    }
  }

  private static void requireKnown(Iterable<String> keys, String origin) throws UsageException {
    List<String> known = Stream.of(Setting.values()).map(Setting::key).toList();
    for (String key : keys) {
      if (known.contains(key)) {
        continue;
      }
      Optional<String> nearest = Nearest.to(key, known);
      boolean typo = nearest.isPresent() && Nearest.distance(key, nearest.get()) <= TYPO;
      if (key.startsWith(Setting.PREFIX) || typo) {
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

  /**
   * Finds the folder with the routes. A relative path starts at the working directory if it comes
   * from the command line or the environment, and at the file's folder if it comes from the file.
   */
  private static Path routes(
      Map<String, String> options,
      Map<String, String> environment,
      Map<String, String> fromFile,
      Path file,
      Path home) {
    String key = Setting.ROUTES.key();
    String given = options.getOrDefault(key, environment.get(Setting.ROUTES.environmentVariable()));
    if (given != null) {
      return PathArgument.path(given).toAbsolutePath();
    }
    if (fromFile.containsKey(key)) {
      return file.toAbsolutePath().resolveSibling(fromFile.get(key));
    }
    return home.toAbsolutePath().resolve(Setting.ROUTES.defaultValue());
  }
}
