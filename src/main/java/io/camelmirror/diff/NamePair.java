package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Names of a directory of the source and of the one beside it in the replica, in their order. */
record NamePair(Names source, Names replica) {

  /** With more names than that, a directory is shared among threads. */
  static final int LONG = 4096;

  /**
   * Some names of one directory.
   *
   * @param directory null when there is none, and no names
   * @param sorted those, among others
   * @param from the first
   * @param to behind the last
   */
  record Names(Directory directory, NameList sorted, int from, int to) {

    static Names of(Directory directory, NameList sorted) {
      return new Names(directory, sorted, 0, sorted.size());
    }

    RawPath get(int index) {
      return sorted.get(index);
    }

    /** Compares a name with one of another directory; negative when it comes first. */
    int compare(int index, Names other, int otherIndex) {
      return sorted.compare(index, other.sorted, otherIndex);
    }

    private Names between(int begin, int end) {
      return new Names(directory, sorted, begin, end);
    }

    /** Where a name is, or would be. */
    private int find(RawPath name) {
      int found = Collections.binarySearch(sorted.subList(from, to), name);
      return from + (found < 0 ? -found - 1 : found);
    }
  }

  boolean isLong() {
    return Math.max(source.to, replica.to) > LONG;
  }

  /** Cuts them at the same names into pairs that are not long. */
  List<NamePair> cut() {
    Names longer = source.to > replica.to ? source : replica;
    Names shorter = longer == source ? replica : source;
    List<NamePair> pairs = new ArrayList<>();
    int begin = 0;
    for (int from = 0; from < longer.to; from += LONG) {
      int to = Math.min(from + LONG, longer.to);
      int end = to == longer.to ? shorter.to : shorter.find(longer.get(to));
      Names ofLonger = longer.between(from, to);
      Names ofShorter = shorter.between(begin, end);
      pairs.add(
          longer == source ? new NamePair(ofLonger, ofShorter) : new NamePair(ofShorter, ofLonger));
      begin = end;
    }
    return pairs;
  }

  /** Closes both directories. */
  void close() {
    source.directory.close();
    if (replica.directory != null) {
      replica.directory.close();
    }
  }
}
