package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import java.io.Closeable;
import java.util.Collections;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;

/**
 * Iterates over the names of two open directories side by side. Each part is complete: neither list
 * lacks a name between its first and last name.
 */
final class NameCursor implements Closeable {

  private final Directory source;
  private final Directory replica;
  private NameList sourceNames;
  private NameList replicaNames;
  private int sourceFrom;
  private int replicaFrom;

  /** Lists a directory; returns null after reporting a failure. */
  interface Lister {
    NameList list(Directory directory, RawPath after);
  }

  /**
   * The result of listing on another thread. {@code join()} would replace an exception by a copy,
   * and an error's copy lacks the message.
   */
  private record Listing(NameList found, RuntimeException exception, Error error) {

    static Listing of(Supplier<NameList> list) {
      try {
        return new Listing(list.get(), null, null);
      } catch (RuntimeException e) {
        return new Listing(null, e, null);
      } catch (Error e) {
        return new Listing(null, null, e);
      }
    }

    NameList names() {
      if (exception != null) {
        throw exception;
      }
      if (error != null) {
        throw error;
      }
      return found;
    }
  }

  /**
   * Takes ownership of two directories.
   *
   * @param replica null if the replica has no such directory
   */
  NameCursor(Directory source, Directory replica) {
    this.source = source;
    this.replica = replica;
  }

  /** The directory of the source. */
  Directory source() {
    return source;
  }

  /** Returns true if the directory of the source has a name, as far as it is listed. */
  boolean mayHave(RawPath name) {
    return sourceNames.mayHave(name);
  }

  /** Returns true if no names are left. */
  boolean isAtEnd() {
    return isAtEnd(sourceNames, sourceFrom) && isAtEnd(replicaNames, replicaFrom);
  }

  private static boolean isAtEnd(NameList names, int from) {
    return names != null && names.isLast() && from == names.size();
  }

  /** Returns true if the replica's directory was listed and is empty, or does not exist. */
  boolean isReplicaEmpty() {
    return replicaNames != null && replicaNames.isLast() && replicaNames.isEmpty();
  }

  /**
   * Returns the next part of the names, limited to what memory should hold at once.
   *
   * @param atOnce list both directories at the same time, on two threads
   * @return null if a directory could not be listed
   */
  NameLists next(Lister lister, boolean atOnce) {
    ForkJoinTask<Listing> meanwhile = null;
    if (atOnce && replica != null && isUsedUp(replicaNames, replicaFrom)) {
      meanwhile = ForkJoinTask.adapt(() -> Listing.of(() -> listReplica(lister))).fork();
    }
    try {
      if (isUsedUp(sourceNames, sourceFrom)) {
        sourceNames = lister.list(source, last(sourceNames));
        sourceFrom = 0;
      }
    } catch (RuntimeException | Error e) {
      if (meanwhile != null) {
        // Do not let the caller close a directory while another thread lists it.
        meanwhile.quietlyJoin();
      }
      throw e;
    }
    if (meanwhile != null || isUsedUp(replicaNames, replicaFrom)) {
      replicaNames = meanwhile != null ? meanwhile.join().names() : listReplica(lister);
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

  /** The end of the range in which the other list is complete. */
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
