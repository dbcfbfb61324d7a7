package io.camelmirror.run;

import io.camelmirror.tree.FailureText;
import io.camelmirror.tree.PathText;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * The settings of one mirror: each from the first place that has it, of the command line, the
 * environment, the properties file and the default.
 */
public final class Settings {

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
    Stream.of(file, options).forEach(this::addOthers);
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
   * Resolves the settings of a run of the command line.
   *
   * @param options what the command line gave, by key; other keys than the program's own are passed
   *     on to Camel
   * @param environment the environment variables
   * @param file the properties file, or null for none
   * @param home the folder the program is installed in, where its routes are
   * @throws UsageException when a key is unknown or a value cannot be used
   */
  public static Settings resolve(
      Map<String, String> options, Map<String, String> environment, Path file, Path home)
      throws UsageException {
    Map<String, String> fromFile = load(file);
    Path routes = routes(options, environment, fromFile, file, home);
    return new Settings(options, environment, fromFile, String.valueOf(file), routes);
  }

  /**
   * Takes the settings that a file gives, and nothing else.
   *
   * @param file what the file holds, by key; other keys than a mirror's own are passed on to Camel
   * @param fileName what the file is called in messages
   * @param folder where a relative folder with routes starts
   * @param routes the folder with the routes, when the file does not name one
   * @throws UsageException when a key is unknown or a value cannot be used
   */
  public static Settings of(Map<String, String> file, String fileName, Path folder, Path routes)
      throws UsageException {
    String given = file.get(Setting.ROUTES.key());
    Path chosen = given == null ? routes : folder.resolve(given);
    return new Settings(Map.of(), Map.of(), file, fileName, chosen);
  }

  /** The value of a setting, checked; null when nobody gave one and it has no default. */
  public String get(Setting setting) {
    return values.get(setting);
  }

  /**
   * The file or folder of a setting.
   *
   * @param missing the line for the user when there is none
   * @throws UsageException when it was not given
   */
  public Path path(Setting setting, String missing) throws UsageException {
    String value = get(setting);
    if (value == null) {
      throw new UsageException(missing);
    }
    return Path.of(value);
  }

  /** Whether a flag is set. */
  public boolean isOn(Setting flag) {
    return Boolean.parseBoolean(get(flag));
  }

  /** The folder with the routes. */
  public Path routes() {
    return routes;
  }

  /** Overrides what was given. */
  public void put(Setting setting, String value) {
    values.put(setting, value);
  }

  /**
   * All settings as Camel's property placeholders take them, and the properties of others.
   *
   * @param name tells this mirror's loggers from those of others in the same process; null when
   *     there are no others
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

  private static Map<String, String> load(Path file) throws UsageException {
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

  private static void requireKnown(Iterable<String> keys, String origin) throws UsageException {
    List<String> known = Stream.of(Setting.values()).map(Setting::key).toList();
    for (String key : keys) {
      if (known.contains(key)) {
        continue;
      }
      Optional<String> nearest = Nearest.to(key, known);
      boolean slip = nearest.isPresent() && Nearest.distance(key, nearest.get()) <= SLIP;
      if (key.startsWith(Setting.PREFIX) || slip) {
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
      Map<String, String> fromFile,
      Path file,
      Path home) {
    String key = Setting.ROUTES.key();
    String given = options.getOrDefault(key, environment.get(Setting.ROUTES.environmentVariable()));
    if (given != null) {
      return Path.of(given).toAbsolutePath();
    }
    if (fromFile.containsKey(key)) {
      return file.toAbsolutePath().resolveSibling(fromFile.get(key));
    }
    return home.toAbsolutePath().resolve(Setting.ROUTES.defaultValue());
  }
}
