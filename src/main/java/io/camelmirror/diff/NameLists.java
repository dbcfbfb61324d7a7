package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The sorted names of a source directory and its counterpart in the replica. */
record NameLists(Names source, Names replica) {

  /** A directory with more names is divided among threads. */
  static final int LONG = 4096;

  /**
   * A range of names of one directory.
   *
   * @param directory null if it does not exist; the range is empty then
   * @param sorted a list that contains the names
   * @param from the index of the first name
   * @param to the index after the last name
   */
  record Names(Directory directory, NameList sorted, int from, int to) {

    RawPath get(int index) {
      return sorted.get(index);
    }

    int size() {
      return to - from;
    }

    /** Compares a name with a name of another directory; negative if it sorts first. */
    int compare(int index, Names other, int otherIndex) {
      return sorted.compare(index, other.sorted, otherIndex);
    }

    private Names between(int begin, int end) {
      return new Names(directory, sorted, begin, end);
    }

    /** The index of a name, or its insertion point. */
    private int find(RawPath name) {
      int found = Collections.binarySearch(sorted.subList(from, to), name);
      return from + (found < 0 ? -found - 1 : found);
    }
  }

  boolean isLong() {
    return Math.max(source.size(), replica.size()) > LONG;
  }

  /** Cuts both ranges at the same names into pairs that are not long. */
  List<NameLists> cut() {
    Names longer = source.size() > replica.size() ? source : replica;
    Names shorter = longer == source ? replica : source;
    List<NameLists> pairs = new ArrayList<>();
    int begin = shorter.from;
    for (int from = longer.from; from < longer.to; from += LONG) {
      int to = Math.min(from + LONG, longer.to);
      int end = to == longer.to ? shorter.to : shorter.find(longer.get(to));
      Names ofLonger = longer.between(from, to);
      Names ofShorter = shorter.between(begin, end);
      pairs.add(
          longer == source
              ? new NameLists(ofLonger, ofShorter)
              : new NameLists(ofShorter, ofLonger));
      begin = end;
    }
    return pairs;
  }
}
