package io.camelmirror.camel;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options that an endpoint accepts. Mirrors reject options of Camel's file component that would
 * touch the source or duplicate what the march does. Options that control what a mirror writes and
 * deletes are accepted only by the component and by the endpoint of the marching route.
 */
final class EndpointOptions {

  /** Options that would change something in the source, and what belongs to them. */
  private static final String NAMES_TOUCHING =
      "autoCreate,delete,exclusiveReadLockStrategy,localWorkDirectory,move,moveExisting,"
          + "moveExistingFileStrategy,moveFailed,noop,onCompletionExceptionHandler,preMove,"
          + "processStrategy,readLockDeleteOrphanLockFiles,readLockIdempotentReleaseAsync,"
          + "readLockIdempotentReleaseAsyncPoolSize,readLockIdempotentReleaseDelay,"
          + "readLockIdempotentReleaseExecutorService,readLockMarkerFile,readLockRemoveOnCommit,"
          + "readLockRemoveOnRollback,startingDirectoryMustHaveAccess";

  /** Options of file operations that the march and the engine do in their own way. */
  private static final String NAMES_WITHOUT_EFFECT =
      "allowNullBody,appendChars,autoCreateStepwise,browseLimit,bufferSize,charset,"
          + "checksumFileAlgorithm,checksumWriteFile,chmod,chmodDirectory,"
          + "copyAndDeleteOnRenameFail,directoryMustExist,doneFileName,eagerDeleteTargetFile,"
          + "eagerMaxMessagesPerPoll,extendedAttributes,fileExist,fileName,flatten,forceWrites,"
          + "idempotent,idempotentEager,idempotentKey,idempotentRepository,inProgressRepository,"
          + "includeHiddenDirs,includeHiddenFiles,jailStartingDirectory,keepLastModified,"
          + "maxMessagesPerPoll,preSort,probeContentType,recursive,renameUsingCopy,"
          + "sendEmptyMessageWhenIdle,shuffle,sortBy,sorter,synchronous,tempFileName,tempPrefix";

  /** The options of the file component that are refused, for the endpoint's annotation. */
  static final String REFUSED = NAMES_TOUCHING + "," + NAMES_WITHOUT_EFFECT;

  private static final Set<String> TOUCHING = plainNames(NAMES_TOUCHING);
  private static final Set<String> DONE_OTHERWISE = plainNames(NAMES_WITHOUT_EFFECT);

  private static final Set<String> GOVERNING =
      plainNames(
          "acls,all,antExclude,antFilterCaseSensitive,antInclude,bwlimit,checksum,"
              + "confirmUnmounted,copyChanging,deleteExcluded,exclude,excludeExt,filter,"
              + "filterDirectory,filterFile,fsync,hardLinks,ignore,ignoreFrom,include,includeExt,"
              + "links,maxDelete,maxDepth,maxSize,minDepth,minSize,modifyWindow,newerThan,nice,"
              + "noDelete,noPrivileges,olderThan,oneFileSystem,readLock,readLockCheckInterval,"
              + "readLockLoggingLevel,readLockMinAge,readLockMinLength,readLockTimeout,"
              + "reconcile,renames,requireMarker,settle,sparse,specials,threads,trash,trashKeep,"
              + "unignore,watch,watchQuiet,window,xattrs");

  private EndpointOptions() {}

  /**
   * Checks the options of a {@code mirror:} endpoint.
   *
   * @throws IllegalArgumentException if an option is rejected; the message names it and gives the
   *     reason
   */
  static void check(Map<String, Object> parameters) {
    for (String name : parameters.keySet()) {
      if (TOUCHING.contains(plain(name))) {
        throw new IllegalArgumentException(
            "mirror: does not take the option " + name + ": a mirror only reads its source");
      }
      if (DONE_OTHERWISE.contains(plain(name))) {
        throw new IllegalArgumentException(
            "mirror: does not take the option "
                + name
                + ", which would have no effect: a mirror always covers the whole tree as it is,"
                + " see its include and exclude options for less");
      }
    }
  }

  /** Returns the given options that only the marching endpoint accepts, sorted. */
  static Set<String> governingIn(Map<String, Object> parameters) {
    Set<String> given = new TreeSet<>(parameters.keySet());
    given.removeIf(name -> !GOVERNING.contains(plain(name)));
    return given;
  }

  private static Set<String> plainNames(String names) {
    return Set.of(names.toLowerCase(Locale.ROOT).split(","));
  }

  /**
   * One name for all spellings that Camel takes for the same option: {@code no-delete}, {@code
   * NODELETE}, {@code safety.noDelete}.
   */
  static String plain(String name) {
    String plain = name.replace("-", "").toLowerCase(Locale.ROOT);
    boolean grouped =
        plain.startsWith("safety.")
            || plain.startsWith("fidelity.")
            || plain.startsWith("pace.")
            || plain.startsWith("selection.")
            || plain.startsWith("verify.");
    return grouped ? plain.substring(plain.indexOf('.') + 1) : plain;
  }
}
