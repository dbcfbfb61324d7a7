package io.camelmirror.testing;

import io.camelmirror.testing.TestLibc.Failure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Facts of one entry.
 *
 * @param stat what the kernel says
 * @param facts by name, as text
 * @param most the bytes that an equal file may take up in another tree; -1 for any number
 */
record EntryFacts(Stat stat, SortedMap<String, String> facts, long most) {

  private static final int PIECE = 4096;
  private static final byte[] ZEROS = new byte[PIECE];
  private static final String UNREADABLE = "unreadable";

  /** Reads what is wanted of a name in an open folder. */
  static EntryFacts of(int folder, String name, Stat stat, Set<Fact> wanted) throws IOException {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("kind", stat.kindName());
    addStat(stat, wanted, facts);
    long most = -1;
    if (stat.isFile()
        && (wanted.contains(Fact.CONTENT)
            || wanted.contains(Fact.HOLES)
            || wanted.contains(Fact.WRITES))) {
      int extents = addContent(folder, name, wanted, facts);
      // Data is allocated by the block, so an extent may take one more than the same bytes
      // elsewhere; one more still is for extended attributes that did not fit into the inode.
      if (wanted.contains(Fact.HOLES) && stat.allocated() < stat.size()) {
        most = stat.allocated() + (extents + 1) * stat.blockSize();
      }
    }
    if (stat.isLink() && wanted.contains(Fact.CONTENT)) {
      facts.put("target", TestLibc.target(folder, name));
    }
    if (wanted.contains(Fact.XATTRS) || wanted.contains(Fact.ACLS)) {
      addAttributes(folder, name, wanted, facts);
    }
    return new EntryFacts(stat, facts, most);
  }

  private static void addStat(Stat stat, Set<Fact> wanted, SortedMap<String, String> facts) {
    if (wanted.contains(Fact.MODE) && !stat.isLink()) {
      facts.put("mode", Integer.toOctalString(stat.mode()));
    }
    if (wanted.contains(stat.isLink() ? Fact.LINK_TIME : Fact.TIME)) {
      BigDecimal nanos = BigDecimal.valueOf(stat.nanos(), 9);
      facts.put("modified", BigDecimal.valueOf(stat.seconds()).add(nanos).toPlainString());
    }
    if (wanted.contains(Fact.OWNER)) {
      facts.put("owner", stat.user() + ":" + stat.group());
    }
    if (wanted.contains(Fact.CONTENT)) {
      if (stat.isFile()) {
        facts.put("size", Long.toString(stat.size()));
      } else if (stat.isDevice()) {
        facts.put("device", stat.major() + ":" + stat.minor());
      }
    }
    if (wanted.contains(Fact.INODE)) {
      facts.put("inode", Long.toString(stat.inode()));
    }
    if (wanted.contains(Fact.WRITES)) {
      facts.put("changed", stat.changed());
      facts.put("number of links", Long.toString(stat.links()));
    }
  }

  /** Zeros are left out of the digest: they are equal whether they are stored or a hole. */
  private static int addContent(
      int folder, String name, Set<Fact> wanted, SortedMap<String, String> facts)
      throws IOException {
    try {
      int file = TestLibc.open(folder, name, TestLibc.READ);
      try {
        MessageDigest digest = digest();
        int extents = RawReads.data(file, PIECE, (at, piece) -> add(digest, at, piece));
        facts.put("content", HexFormat.of().formatHex(digest.digest(), 0, 8));
        if (wanted.contains(Fact.WRITES)) {
          facts.put("extents", Integer.toString(extents));
        }
        return extents;
      } finally {
        TestLibc.shut(file);
      }
    } catch (Failure e) {
      requireDenied(e);
      facts.put("content", UNREADABLE);
      return 0;
    }
  }

  private static void addAttributes(
      int folder, String name, Set<Fact> wanted, SortedMap<String, String> facts)
      throws IOException {
    try {
      RawReads.attributes(folder, name)
          .forEach(
              (attribute, value) -> {
                boolean isAcl = attribute.startsWith("system.posix_acl_");
                if (wanted.contains(isAcl ? Fact.ACLS : Fact.XATTRS)) {
                  facts.put("attribute " + attribute, HexFormat.of().formatHex(value));
                }
              });
    } catch (Failure e) {
      if (e.errno() != TestLibc.ENOTSUP) {
        requireDenied(e);
        facts.put("attributes", UNREADABLE);
      }
    }
  }

  /** Passes on every failure but that of a user who may not read. */
  static void requireDenied(Failure failure) throws Failure {
    if (failure.errno() != TestLibc.EACCES) {
      throw failure;
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, long offset, byte[] piece) {
    if (!Arrays.equals(piece, 0, piece.length, ZEROS, 0, piece.length)) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, offset));
      digest.update(piece);
    }
  }

  /** Gives name and both values of each fact in which another entry differs. */
  void differences(EntryFacts other, BiConsumer<String, String> found) {
    TreeSet<String> names = new TreeSet<>(facts.keySet());
    names.addAll(other.facts.keySet());
    for (String name : names) {
      String value = facts.getOrDefault(name, "none");
      String otherValue = other.facts.getOrDefault(name, "none");
      if (!value.equals(otherValue)) {
        found.accept(Escaped.of(name), Escaped.of(value) + " -> " + Escaped.of(otherValue));
      }
    }
    if (most >= 0 && other.stat.isFile() && other.stat.allocated() > most) {
      found.accept("allocated bytes", stat.allocated() + " -> " + other.stat.allocated());
    }
  }

  /** The facts in one line. */
  @Override
  public String toString() {
    return facts.entrySet().stream()
        .map(fact -> fact.getKey() + " " + Escaped.of(fact.getValue()))
        .collect(Collectors.joining(", "));
  }
}
