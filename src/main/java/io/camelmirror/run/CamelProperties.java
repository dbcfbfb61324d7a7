package io.camelmirror.run;

import io.camelmirror.tree.PathArgument;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** The settings of a mirror as properties for Camel: for its routes and its component. */
final class CamelProperties {

  /** A path of these characters alone survives an endpoint's URI unchanged. */
  private static final Pattern URI_SAFE = Pattern.compile("[A-Za-z0-9/._-]+");

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

  private CamelProperties() {}

  /**
   * Converts the settings to properties for Camel, together with the properties that are not ours.
   *
   * @param settings the settings of one mirror
   * @param name the suffix of this mirror's loggers; null if it is the only mirror in the process
   */
  static Properties of(Settings settings, String name) {
    Properties properties = new Properties();
    if (name != null) {
      properties.setProperty("camel.component.mirror.name", name);
      properties.setProperty("mirror.logger.change", "io.camelmirror.change." + name);
      properties.setProperty("mirror.logger.failed", "io.camelmirror.failed." + name);
    }
    properties.setProperty(
        "camel.component.mirror.mdc",
        Boolean.toString(settings.get(Setting.LOG_FORMAT).equals("json")));
    COMPONENT.forEach(
        (option, setting) ->
            setOption(properties, settings, option, setting, settings.get(setting)));
    COMPONENT_TEXTS.forEach(
        (option, setting) ->
            setOption(properties, settings, option, setting, "property:" + setting.key()));
    properties.putAll(settings.others());
    settings.values().forEach((setting, value) -> properties.setProperty(setting.key(), value));
    for (Setting folder : List.of(Setting.SOURCE, Setting.REPLICA)) {
      String path = absolute(settings.get(folder));
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
  private static void setOption(
      Properties properties, Settings settings, String option, Setting setting, String value) {
    if (settings.get(setting) != null && !settings.get(setting).equals(setting.defaultValue())) {
      properties.setProperty("camel.component.mirror." + option, value);
    }
  }

  private static String absolute(String folder) {
    return PathArgument.text(PathArgument.path(folder).toAbsolutePath());
  }
}
