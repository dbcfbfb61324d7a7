package io.camelmirror.tree;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.RandomAccess;

/**
 * The names of a directory in byte order, packed into one array. Separate objects would take three
 * times as much memory in a directory with a million names, and burden the garbage collector.
 */
public final class NameList extends AbstractList<RawPath> implements RandomAccess {

  public static final NameList EMPTY = new Builder().build();

  /**
   * The approximate size of one part of a listing, in bytes of names. A larger directory is listed
   * several times, so that memory does not grow with it.
   */
  static final int PART = 8 << 20;

  private final byte[] bytes;
  private final boolean last;

  /** The offset of each name in order of arrival, and the end of the last name. */
  private final int[] starts;

  /** Indexes into {@link #starts}, sorted by name. */
  private final int[] order;

  private NameList(byte[] bytes, int[] starts, int[] order, boolean last) {
    this.bytes = bytes;
    this.starts = starts;
    this.order = order;
    this.last = last;
  }

  /** Returns true if the directory has no names after this part. */
  public boolean isLast() {
    return last;
  }

  /** Sorts the names, given in any order, into a list. */
  public static NameList of(Collection<RawPath> names) {
    Builder builder = new Builder();
    names.forEach(name -> builder.add(name.bytes()));
    return builder.build();
  }

  @Override
  public int size() {
    return order.length;
  }

  @Override
  public RawPath get(int index) {
    int name = order[index];
    return RawPath.of(Arrays.copyOfRange(bytes, starts[name], starts[name + 1]));
  }

  /** Returns true if the list has a name, or a later part of the listing may have it. */
  public boolean mayHave(RawPath wanted) {
    byte[] name = wanted.bytes();
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = order[middle];
      int difference =
          Arrays.compareUnsigned(bytes, starts[found], starts[found + 1], name, 0, name.length);
      if (difference == 0) {
        return true;
      }
      if (difference < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return low == size() && !last;
  }

  /** Compares a name with a name of another list; negative if it sorts first. */
  public int compare(int index, NameList other, int otherIndex) {
    int name = order[index];
    int otherName = other.order[otherIndex];
    return Arrays.compareUnsigned(
        bytes,
        starts[name],
        starts[name + 1],
        other.bytes,
        other.starts[otherName],
        other.starts[otherName + 1]);
  }

  /** Collects names in any order. */
  public static final class Builder {

    private static final int FIRST_NAMES = 64;
    private static final int FIRST_BYTES = 1024;

    private final int part;
    private final byte[] after;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] starts = new int[FIRST_NAMES];
    private int size;

    /** The greatest name that still belongs to this part; null while there is no limit. */
    private byte[] limit;

    /** Collects all names, without a limit. */
    public Builder() {
      this(null, Integer.MAX_VALUE / 2);
    }

    /**
     * Collects one part of the names that follow a given name.
     *
     * @param after null to start with the first name
     */
    public Builder(RawPath after) {
      this(after, PART);
    }

    /**
     * Collects one part of the names that follow a given name.
     *
     * @param after null to start with the first name
     * @param part the approximate size of the part, in bytes of names
     */
    public Builder(RawPath after, int part) {
      this.after = after == null ? null : after.bytes();
      this.part = part;
    }

    /** Adds a name from a buffer. */
    public void add(ByteBuffer buffer, int from, int length) {
      int at = room(length);
      buffer.get(from, bytes, at, length);
      added(at, length);
    }

    public void add(byte[] name) {
      int at = room(name.length);
      System.arraycopy(name, 0, bytes, at, name.length);
      added(at, name.length);
    }

    /** Makes room for one more name and returns its offset. */
    private int room(int length) {
      int at = starts[size];
      if (bytes.length - at < length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + length));
      }
      return at;
    }

    private void added(int at, int length) {
      if (after != null && compare(at, length, after) <= 0
          || limit != null && compare(at, length, limit) > 0) {
        return;
      }
      size++;
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      starts[size] = at + length;
      if (starts[size] > 2L * part) {
        keepFirst();
      }
    }

    private int compare(int at, int length, byte[] name) {
      return Arrays.compareUnsigned(bytes, at, at + length, name, 0, name.length);
    }

    /** Drops the greatest names; a later part lists them. */
    private void keepFirst() {
      int[] order = sorted();
      Builder first = new Builder();
      for (int i = 0; i < size && (i == 0 || first.starts[first.size] < part); i++) {
        limit = Arrays.copyOfRange(bytes, starts[order[i]], starts[order[i] + 1]);
        first.add(limit);
      }
      bytes = first.bytes;
      starts = first.starts;
      size = first.size;
    }

    public NameList build() {
      return new NameList(bytes, starts, sorted(), limit == null);
    }

    private int compareUnsorted(int name, int other) {
      return Arrays.compareUnsigned(
          bytes, starts[name], starts[name + 1], bytes, starts[other], starts[other + 1]);
    }

    /** Many file systems list names in creation order or in reverse. */
    int[] sorted() {
      int[] names = new int[size];
      Arrays.setAll(names, i -> i);
      if (isSorted(names)) {
        return names;
      }
      Arrays.setAll(names, i -> size - 1 - i);
      if (isSorted(names)) {
        return names;
      }
      int[] result = names.clone();
      merge(names, result, 0, size);
      return result;
    }

    private boolean isSorted(int[] names) {
      for (int i = 1; i < names.length; i++) {
        if (compareUnsorted(names[i - 1], names[i]) > 0) {
          return false;
        }
      }
      return true;
    }

    /** Merge-sorts a range from one array into another that holds the same elements. */
    private void merge(int[] from, int[] into, int begin, int end) {
      if (end - begin < 2) {
        return;
      }
      int middle = (begin + end) >>> 1;
      merge(into, from, begin, middle);
      merge(into, from, middle, end);
      int left = begin;
      int right = middle;
      for (int i = begin; i < end; i++) {
        boolean takesLeft =
            right == end || left < middle && compareUnsorted(from[left], from[right]) <= 0;
        into[i] = takesLeft ? from[left++] : from[right++];
      }
    }
  }
}
