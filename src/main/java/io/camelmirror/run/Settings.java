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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of one mirror. The command line overrides the environment, the environment overrides
 * the properties file, and the file overrides the defaults.
 */
public final class Settings {

  /** A path of these characters alone survives an endpoint's URI unchanged. */
  private static final Pattern URI_SAFE = Pattern.compile("[A-Za-z0-9/._-]+");

  /** A key at most this many edits away from a known key is a typo, not a key of the user's own. */
  private static final int TYPO = 2;

  /** Options set on the component, by name: no edit of the routes can lose them. */
  static final Map<String, Setting> COMPONENT =
      Map.ofEntries(
          Map.entry("dryRun", Setting.DRY_RUN),
          Map.entry("logProblems", Setting.LOG_PROBLEMS),
          Map.entry("logUnchanged", Setting.LOG_UNCHANGED),
          Map.entry("notify", Setting.NOTIFY),
          Map.entry("safety.maxDelete", Setting.MAX_DELETE),
          Map.entry("safety.requireMarker", Setting.REQUIRE_MARKER),
          Map.entry("safety.noDelete", Setting.NO_DELETE),
          Map.entry("safety.confirmUnmounted", Setting.CONFIRM_UNMOUNTED),
          Map.entry("safety.deleteExcluded", Setting.DELETE_EXCLUDED),
          Map.entry("safety.trashKeep", Setting.TRASH_KEEP),
          Map.entry("safety.fsync", Setting.FSYNC),
          Map.entry("selection.maxSize", Setting.MAX_SIZE),
          Map.entry("selection.minSize", Setting.MIN_SIZE),
          Map.entry("selection.newerThan", Setting.NEWER_THAN),
          Map.entry("selection.olderThan", Setting.OLDER_THAN),
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
          Map.entry("fidelity.settle", Setting.SETTLE),
          Map.entry("fidelity.copyChanging", Setting.COPY_CHANGING),
          Map.entry("fidelity.noPrivileges", Setting.NO_PRIVILEGES),
          Map.entry("fidelity.renames", Setting.RENAMES),
          Map.entry("pace.watch", Setting.WATCH),
          Map.entry("pace.watchQuiet", Setting.WATCH_QUIET),
          Map.entry("pace.window", Setting.WINDOW),
          Map.entry("pace.bwlimit", Setting.BWLIMIT),
          Map.entry("pace.nice", Setting.NICE));

  /** The same for texts that Camel would change, which the component takes from a property. */
  static final Map<String, Setting> COMPONENT_TEXTS =
      Map.of(
          "selection.ignore", Setting.EXCLUDE,
          "selection.unignore", Setting.INCLUDE,
          "selection.ignoreFrom", Setting.EXCLUDE_FROM,
          "safety.trash", Setting.TRASH);

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

  /**
   * Converts the settings to properties for Camel, together with the properties that are not ours.
   *
   * @param name the suffix of this mirror's loggers; null if it is the only mirror in the process
   */
  public Properties forCamel(String name) {
    Properties properties = new Properties();
    if (name != null) {
      properties.setProperty("camel.component.mirror.name", name);
      properties.setProperty("mirror.logger.change", "io.camelmirror.change." + name);
      properties.setProperty("mirror.logger.failed", "io.camelmirror.failed." + name);
    }
    properties.setProperty(
        "camel.component.mirror.mdc", Boolean.toString(get(Setting.LOG_FORMAT).equals("json")));
    COMPONENT.forEach((option, setting) -> setOption(properties, option, setting, get(setting)));
    COMPONENT_TEXTS.forEach(
        (option, setting) -> setOption(properties, option, setting, "property:" + setting.key()));
    properties.putAll(others);
    values.forEach((setting, value) -> properties.setProperty(setting.key(), value));
    for (Setting folder : List.of(Setting.SOURCE, Setting.REPLICA)) {
      String path = absolute(get(folder));
      properties.setProperty(folder.key(), path);
      if (!URI_SAFE.matcher(path).matches()) {
        String indirect = folder.key() + ".path";
        properties.setProperty(indirect, path);
        properties.setProperty(folder.key(), "property:" + indirect);
      }
    }
    return properties;
  }

  /** Leaves out defaults, which the component has as well: Camel takes its time for each option. */
  private void setOption(Properties properties, String option, Setting setting, String value) {
    if (get(setting) != null && !get(setting).equals(setting.defaultValue())) {
      properties.setProperty("camel.component.mirror." + option, value);
    }
  }

  private static String absolute(String folder) {
    return PathArgument.text(PathArgument.path(folder).toAbsolutePath());
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
