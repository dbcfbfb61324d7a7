package io.camelmirror.camel;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which options an endpoint may have. Some of Camel's file component would touch the source, or
 * name what the march does in another way: no mirror takes them. Others govern what a mirror writes
 * and deletes: only the endpoint of the route that marches takes them, and the component.
 */
final class EndpointOptions {

  private static final Set<String> TOUCHING =
      Set.of(
          "autoCreate",
          "delete",
          "localWorkDirectory",
          "move",
          "moveExisting",
          "moveExistingFileStrategy",
          "moveFailed",
          "preMove",
          "processStrategy",
          "exclusiveReadLockStrategy",
          "onCompletionExceptionHandler");

  private static final Set<String> DONE_OTHERWISE =
      Set.of(
          "allowNullBody",
          "appendChars",
          "autoCreateStepwise",
          "charset",
          "checksumFileAlgorithm",
          "chmod",
          "chmodDirectory",
          "doneFileName",
          "eagerDeleteTargetFile",
          "eagerMaxMessagesPerPoll",
          "extendedAttributes",
          "fileExist",
          "fileName",
          "flatten",
          "forceWrites",
          "idempotent",
          "idempotentEager",
          "idempotentKey",
          "idempotentRepository",
          "inProgressRepository",
          "includeHiddenDirs",
          "includeHiddenFiles",
          "jailStartingDirectory",
          "keepLastModified",
          "maxMessagesPerPoll",
          "preSort",
          "probeContentType",
          "recursive",
          "renameUsingCopy",
          "sendEmptyMessageWhenIdle",
          "shuffle",
          "sortBy",
          "sorter",
          "startingDirectoryMustHaveAccess",
          "tempFileName",
          "tempPrefix");

  private static final Set<String> READ_LOCKS = Set.of("none", "changed");

  private static final Set<String> GOVERNING =
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

  private EndpointOptions() {}

  /**
   * Checks the options of a {@code mirror:} endpoint.
   *
   * @throws IllegalArgumentException when one is refused; the message names it and says why
   */
  static void check(Map<String, Object> parameters) {
    for (String name : parameters.keySet()) {
      if (TOUCHING.contains(name)) {
        throw new IllegalArgumentException(
            "mirror: does not take the option " + name + ": a mirror only reads its source");
      }
      if (DONE_OTHERWISE.contains(name)) {
        throw new IllegalArgumentException(
            "mirror: does not take the option "
                + name
                + ": a mirror always covers the whole tree as it is, see its include and exclude"
                + " options for less");
      }
    }
    Object readLock = parameters.get("readLock");
    if (readLock != null && !READ_LOCKS.contains(readLock.toString())) {
      throw new IllegalArgumentException(
          "mirror: takes readLock=none or readLock=changed, not "
              + readLock
              + ": a mirror only reads its source");
    }
  }

  /**
   * Those that only the marching endpoint takes, of the options that an endpoint is given; sorted.
   */
  static Set<String> governingIn(Map<String, Object> parameters) {
    Set<String> given = new TreeSet<>(parameters.keySet());
    given.retainAll(GOVERNING);
    return given;
  }
}
