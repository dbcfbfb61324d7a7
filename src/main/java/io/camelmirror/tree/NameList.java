package io.camelmirror.tree;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.RandomAccess;

/**
 * The names of a directory in the order of their bytes. They lie one behind the other in one array:
 * of a directory with a million names, each as an object of its own would take three times as much
 * memory, and the collector's time.
 */
public final class NameList extends AbstractList<RawPath> implements RandomAccess {

  public static final NameList EMPTY = new Builder().build();

  /**
   * How many bytes of names one part of a listing holds, about. A directory whose names take more
   * is listed several times, so that memory does not grow with it.
   */
  static final int PART = 8 << 20;

  private final byte[] bytes;
  private final boolean last;

  /** Where each name begins, in the order in which they came; and where the last one ends. */
  private final int[] starts;

  /** The numbers of the names, in their order. */
  private final int[] order;

  private NameList(byte[] bytes, int[] starts, int[] order, boolean last) {
    this.bytes = bytes;
    this.starts = starts;
    this.order = order;
    this.last = last;
  }

  /** Whether the directory has no names behind those of this part. */
  public boolean isLast() {
    return last;
  }

  /** The list of some names, given in any order. */
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

  /** Compares a name with one of another list; negative when it comes first. */
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

  /** Takes names in any order. */
  public static final class Builder {

    private static final int FIRST_NAMES = 64;
    private static final int FIRST_BYTES = 1024;

    private final int part;
    private final byte[] after;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] starts = new int[FIRST_NAMES];
    private int size;

    /** The greatest name that this part may still take; null while it may take all. */
    private byte[] limit;

    /** Takes all names, however many. */
    public Builder() {
      this(null, Integer.MAX_VALUE / 2);
    }

    /**
     * Takes the first names behind one, as many as one part holds.
     *
     * @param after null to begin with the first name of all
     */
    public Builder(RawPath after) {
      this(after, PART);
    }

    /**
     * Takes the first names behind one, as many as one part holds.
     *
     * @param after null to begin with the first name of all
     * @param part about how many bytes of names that are
     */
    public Builder(RawPath after, int part) {
      this.after = after == null ? null : after.bytes();
      this.part = part;
    }

    /** Takes the bytes of a buffer between two places. */
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

    /** Makes room for one more name; gives where to put it. */
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

    /** Forgets the greatest names; a later part has them. */
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

    /** Many file systems list names as they were made, or the other way round. */
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

    /** Sorts a part of one array into another that has the same there. */
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
