package io.camelmirror.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what stands at a name in an open folder, whatever its bytes are. */
final class RawReads {

  private static final int BUFFER = 1 << 16;

  private RawReads() {}

  /** The names in a folder, sorted: tests must not depend on their order on disk. */
  static List<String> names(int above, String folder) throws IOException {
    int listing = TestLibc.openListing(above, folder);
    try {
      TreeSet<String> names = new TreeSet<>();
      ByteBuffer entries;
      while ((entries = TestLibc.entries(listing)).hasRemaining()) {
        while (entries.hasRemaining()) {
          int start = entries.position();
          int end = start + entries.getShort(start + 16);
          String padded =
              new String(
                  entries.array(), start + 19, end - start - 19, StandardCharsets.ISO_8859_1);
          names.add(padded.substring(0, padded.indexOf('\0')));
          entries.position(end);
        }
      }
      names.removeAll(List.of(".", ".."));
      return List.copyOf(names);
    } finally {
      TestLibc.shut(listing);
    }
  }

  /** All extended attributes, ACLs among them. */
  static SortedMap<String, byte[]> attributes(int folder, String name) throws IOException {
    SortedMap<String, byte[]> values = new TreeMap<>();
    String names = TestLibc.attributes(folder, name);
    for (String attribute : names.isEmpty() ? new String[0] : names.split("\0")) {
      values.put(attribute, TestLibc.attribute(folder, name, attribute));
    }
    return values;
  }

  /** Takes a piece of a file that is no hole. */
  interface Piece {
    void take(long offset, byte[] content) throws IOException;
  }

  /**
   * Reads all data of an open file.
   *
   * @param size of the largest piece, in bytes
   * @return the number of extents that the data lies in
   */
  static int data(int file, int size, Piece piece) throws IOException {
    byte[] buffer = new byte[Math.min(size, BUFFER)];
    int extents = 0;
    long at = 0;
    while ((at = TestLibc.nextData(file, at)) >= 0) {
      extents++;
      long end = TestLibc.nextHole(file, at);
      while (at < end) {
        int wanted = (int) Math.min(buffer.length, end - at);
        int got = TestLibc.read(file, buffer, wanted, at);
        if (got != wanted) {
          throw new IOException("short read");
        }
        piece.take(at, Arrays.copyOf(buffer, got));
        at += got;
      }
    }
    return extents;
  }
}
