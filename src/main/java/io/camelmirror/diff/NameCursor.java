package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import java.io.Closeable;
import java.util.Collections;
import java.util.concurrent.ForkJoinTask;

/**
 * The names of two directories side by side, both held open. Each part that it gives is complete:
 * no name between its first and its last one is missing in either list.
 */
final class NameCursor implements Closeable {

  private final Directory source;
  private final Directory replica;
  private NameList sourceNames;
  private NameList replicaNames;
  private int sourceFrom;
  private int replicaFrom;

  /** Lists a directory; null when it could not, which has been told then. */
  interface Lister {
    NameList list(Directory directory, RawPath after);
  }

  /**
   * Takes over two directories.
   *
   * @param replica null when the replica has none
   */
  NameCursor(Directory source, Directory replica) {
    this.source = source;
    this.replica = replica;
  }

  /** Whether no names are left. */
  boolean isAtEnd() {
    return isAtEnd(sourceNames, sourceFrom) && isAtEnd(replicaNames, replicaFrom);
  }

  private static boolean isAtEnd(NameList names, int from) {
    return names != null && names.isLast() && from == names.size();
  }

  /**
   * Gives the next names, as many as memory should hold at once.
   *
   * @param atOnce whether to list both directories at the same time, on two threads
   * @return null when a directory could not be listed
   */
  NameLists next(Lister lister, boolean atOnce) {
    ForkJoinTask<NameList> meanwhile = null;
    if (atOnce && replica != null && isUsedUp(replicaNames, replicaFrom)) {
      meanwhile = ForkJoinTask.adapt(() -> listReplica(lister)).fork();
    }
    if (isUsedUp(sourceNames, sourceFrom)) {
      sourceNames = lister.list(source, last(sourceNames));
      sourceFrom = 0;
    }
    if (meanwhile != null || isUsedUp(replicaNames, replicaFrom)) {
      replicaNames = meanwhile != null ? meanwhile.join() : listReplica(lister);
      replicaFrom = 0;
    }
    if (sourceNames == null || replicaNames == null) {
      return null;
    }
    int sourceTo = end(sourceNames, replicaNames);
    int replicaTo = end(replicaNames, sourceNames);
    NameLists part =
        new NameLists(
            new NameLists.Names(source, sourceNames, sourceFrom, sourceTo),
            new NameLists.Names(replica, replicaNames, replicaFrom, replicaTo));
    sourceFrom = sourceTo;
    replicaFrom = replicaTo;
    return part;
  }

  private NameList listReplica(Lister lister) {
    return replica == null ? NameList.EMPTY : lister.list(replica, last(replicaNames));
  }

  private static boolean isUsedUp(NameList names, int from) {
    return names == null || from == names.size() && !names.isLast();
  }

  private static RawPath last(NameList names) {
    return names == null ? null : names.get(names.size() - 1);
  }

  /** Where the names end of which the other list is known to be complete. */
  private static int end(NameList names, NameList other) {
    if (other.isLast()) {
      return names.size();
    }
    int found = Collections.binarySearch(names, other.get(other.size() - 1));
    return found < 0 ? -found - 1 : found + 1;
  }

  @Override
  public void close() {
    source.close();
    if (replica != null) {
      replica.close();
    }
  }
}
