package io.camelmirror.pass;

import io.camelmirror.tree.RawPath;
import java.nio.file.Path;

/**
 * Counts each failed path of a pass once. It remembers 64 bits of each path, up to a limit; beyond
 * it, a path with two problems counts twice. Thread-safe.
 */
final class FailedPaths {

  private static final int FIRST_CAPACITY = 64;

  /** 16 MB. */
  private static final int MOST = 1 << 20;

  // FNV-1a.
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /** An open hash table; 0 is an empty slot. */
  private long[] table = new long[FIRST_CAPACITY];

  private int size;

  /** Returns true if the path has not failed before. */
  synchronized boolean add(Path path) {
    long hash = hash(RawPath.of(path).bytes());
    int slot = slot(table, hash);
    if (table[slot] == hash) {
      return false;
    }
    if (size < MOST) {
      table[slot] = hash;
      size++;
      if (size * 2 > table.length) {
        grow();
      }
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    for (long hash : table) {
      if (hash != 0) {
        larger[slot(larger, hash)] = hash;
      }
    }
    table = larger;
  }

  private static int slot(long[] table, long hash) {
    int slot = (int) (hash ^ hash >>> 32) & table.length - 1;
    while (table[slot] != 0 && table[slot] != hash) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  private static long hash(byte[] bytes) {
    long hash = OFFSET;
    for (byte b : bytes) {
      hash = (hash ^ b & 0xff) * PRIME;
    }
    return hash == 0 ? 1 : hash;
  }
}
