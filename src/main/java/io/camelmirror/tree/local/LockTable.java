package io.camelmirror.tree.local;

import io.camelmirror.posix.Stat;
import io.camelmirror.tree.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The kernel's table of locks, {@code proc_locks(5)}. A mirror marks its replica with a shared lock
 * whose range stands for its source: it starts at the source's inode number, and its length is the
 * number of the source's device. So the table shows which folder is copied to which.
 *
 * @param lines the lines of the table
 */
record LockTable(List<String> lines) {

  private static final Path TABLE = Path.of("/proc/locks");
  private static final int CLASS = 1;
  private static final int ACCESS = 3;
  private static final int PROCESS = 4;
  private static final int FILE = 5;
  private static final int START = 6;
  private static final int END = 7;

  private static final int MINOR_BITS = 20;

  /** Reads the table; empty if it cannot be read. */
  static LockTable read() {
    try {
      return new LockTable(Files.readAllLines(TABLE));
    } catch (IOException e) {
      return new LockTable(List.of());
    }
  }

  /** The length of the range that marks a source on this device, in bytes. */
  static long lengthFor(long device) {
    return number(device) + 1;
  }

  private static long number(long device) {
    return device >>> Integer.SIZE << MINOR_BITS | (int) device;
  }

  /** Finds the holder of the lock on a file: {@code , process 4711}, or an empty string. */
  String holder(Stat file) {
    return holder(identity(number(file.device()), file.inode()));
  }

  /** Finds the holder by the file's identity in the table: {@code fd:01:4711}. */
  String holder(String identity) {
    for (String line : lines) {
      String[] words = words(line);
      if (words.length > FILE && words[CLASS].equals("FLOCK") && words[FILE].equals(identity)) {
        return ", process " + words[PROCESS];
      }
    }
    return "";
  }

  /**
   * Returns true if a folder gets its content from another one, directly or through the replicas of
   * other mirrors.
   *
   * @param origins the folder it may come from, and those above it
   */
  boolean comesFrom(Entry.Inode folder, Collection<Entry.Inode> origins) {
    Set<String> wanted = new HashSet<>();
    for (Entry.Inode origin : origins) {
      wanted.add(identity(number(origin.device()), origin.number()));
    }
    Deque<String> next = new ArrayDeque<>();
    next.add(identity(number(folder.device()), folder.number()));
    Set<String> known = new HashSet<>(next);
    while (!next.isEmpty()) {
      String replica = next.remove();
      for (String line : lines) {
        String source = source(line, replica);
        if (source == null) {
          continue;
        }
        if (wanted.contains(source)) {
          return true;
        }
        if (known.add(source)) {
          next.add(source);
        }
      }
    }
    return false;
  }

  /** The source that a line's mark on a replica stands for; null if the line is no such mark. */
  private static String source(String line, String replica) {
    String[] words = words(line);
    if (words.length <= END
        || !words[CLASS].equals("OFDLCK")
        || !words[ACCESS].equals("READ")
        || !words[FILE].equals(replica)
        || words[END].equals("EOF")) {
      return null;
    }
    long start = Long.parseLong(words[START]);
    return identity(Long.parseLong(words[END]) - start, start);
  }

  private static String[] words(String line) {
    StringTokenizer tokens = new StringTokenizer(line);
    String[] words = new String[tokens.countTokens()];
    for (int i = 0; i < words.length; i++) {
      words[i] = tokens.nextToken();
    }
    return words;
  }

  private static String identity(long device, long inode) {
    return hex(device >>> MINOR_BITS) + ":" + hex(device & (1 << MINOR_BITS) - 1) + ":" + inode;
  }

  /** At least two digits. */
  private static String hex(long number) {
    String digits = Long.toHexString(number);
    return digits.length() == 1 ? "0" + digits : digits;
  }
}
