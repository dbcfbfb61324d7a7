package io.camelmirror.run;

import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.UnusableFolderException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The configuration of one mirror, as it was written: nothing in it has been checked.
 *
 * @param name the name of the mirror
 * @param place what messages call the configuration: its file, if it has one
 * @param folder the folder that relative route folders are resolved against
 * @param routes the folder with the routes, unless the configuration names another one
 * @param values the values by key
 */
public record MirrorConfiguration(
    String name, String place, Path folder, Path routes, Map<String, String> values) {

  /** The names that a logger, a Camel context and an MBean can have. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /**
   * Reads the settings.
   *
   * @throws UsageException if the name or a setting is invalid
   */
  public Settings settings() throws UsageException {
    if (!NAME.matcher(name).matches()) {
      throw new UsageException(
          "'"
              + name
              + "' (from "
              + place
              + ") is not a valid name for a mirror; use letters, digits, '.', '_' and '-'");
    }
    return Settings.of(values, place, folder, routes);
  }

  /**
   * Checks everything that can be checked while the mirror still runs with other settings. Creates
   * a missing source if the settings ask for it.
   *
   * @throws UsageException if a folder or the routes are missing
   * @throws UnusableFolderException if the two folders cannot be mirrored
   */
  void check(Settings settings) throws UsageException, UnusableFolderException {
    Path source = settings.path(Setting.SOURCE, missing(Setting.SOURCE));
    Path replica = settings.path(Setting.REPLICA, missing(Setting.REPLICA));
    SourceFolder.ensure(
        source,
        () -> settings.isOn(Setting.CREATE_SOURCE),
        "mirror.create-source=true in " + place + " creates it");
    FolderPair.of(source, replica);
    RouteFiles.in(settings.routes());
  }

  private String missing(Setting setting) {
    return setting.key() + " is missing (in " + place + ")";
  }
}
