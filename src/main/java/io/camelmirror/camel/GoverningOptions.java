package io.camelmirror.camel;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options that govern what a mirror writes and deletes, and how. A mirror has one set of them:
 * that of the endpoint of its route that marches, and of the component.
 */
final class GoverningOptions {

  private static final Set<String> NAMES =
      Set.of(
          "acls",
          "all",
          "antExclude",
          "antFilterCaseSensitive",
          "antInclude",
          "checksum",
          "deleteExcluded",
          "exclude",
          "excludeExt",
          "filter",
          "filterDirectory",
          "filterFile",
          "fsync",
          "hardLinks",
          "include",
          "includeExt",
          "links",
          "maxDelete",
          "maxDepth",
          "minDepth",
          "modifyWindow",
          "noDelete",
          "oneFileSystem",
          "readLock",
          "readLockCheckInterval",
          "readLockLoggingLevel",
          "readLockMinAge",
          "readLockMinLength",
          "readLockTimeout",
          "reconcile",
          "requireMarker",
          "settle",
          "sparse",
          "specials",
          "threads",
          "trash",
          "trashKeep",
          "xattrs");

  private GoverningOptions() {}

  /** Those that an endpoint is given, sorted. */
  static Set<String> in(Map<String, Object> parameters) {
    Set<String> given = new TreeSet<>(parameters.keySet());
    given.retainAll(NAMES);
    return given;
  }
}
