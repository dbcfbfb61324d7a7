package io.camelmirror.camel;

import java.util.Map;
import java.util.Set;

/**
 * The options of Camel's file component that a mirror does not take, because they would touch the
 * source, or because the march does the work in another way.
 */
final class RefusedOptions {

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

  private RefusedOptions() {}

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
}
