package io.camelmirror.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * All that can be told of one entry.
 *
 * @param stat what the kernel says
 * @param facets by name, what a replica has to have as well
 * @param extents in how many pieces the data of a file lies between holes
 */
record Facts(Stat stat, SortedMap<String, String> facets, int extents) {

  private static final int PIECE = 4096;
  private static final byte[] ZEROS = new byte[PIECE];

  static Facts of(RawTree tree, String path, Stat stat) throws IOException {
    SortedMap<String, String> facets = new TreeMap<>();
    facets.put("kind", kind(stat));
    facets.put("owner", Long.toString(stat.user()));
    facets.put("group", Long.toString(stat.group()));
    facets.put("time", stat.seconds() + " s " + stat.nanos() + " ns");
    int extents = 0;
    switch (stat.kind()) {
      case Stat.LINK -> facets.put("target", tree.target(path));
      case Stat.FILE -> {
        MessageDigest digest = digest();
        extents = tree.data(path, PIECE, (at, piece) -> add(digest, at, piece));
        facets.put("size", Long.toString(stat.size()));
        facets.put("content", HexFormat.of().formatHex(digest.digest()));
      }
      default -> facets.put("device", stat.major() + ":" + stat.minor());
    }
    if (!stat.isLink()) {
      facets.put("mode", Integer.toOctalString(stat.mode()));
    }
    tree.attributes(path)
        .forEach((name, value) -> facets.put("attribute " + name, HexFormat.of().formatHex(value)));
    return new Facts(stat, facets, extents);
  }

  private static String kind(Stat stat) {
    return switch (stat.kind()) {
      case Stat.SOCKET -> "socket";
      case Stat.LINK -> "link";
      case Stat.FILE -> "file";
      case Stat.BLOCK_DEVICE -> "block device";
      case Stat.FOLDER -> "folder";
      case Stat.CHARACTER_DEVICE -> "character device";
      case Stat.FIFO -> "FIFO";
      default -> Integer.toOctalString(stat.kind());
    };
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Zeros are left out: they are the same whether they are stored or are a hole. */
  private static void add(MessageDigest digest, long offset, byte[] piece) {
    if (!Arrays.equals(piece, 0, piece.length, ZEROS, 0, piece.length)) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, offset));
      digest.update(piece);
    }
  }

  /** Gives the name and both values of each facet that a replica has otherwise. */
  void differences(Facts replica, BiConsumer<String, String> found) {
    compare(facets, replica.facets, "source", "replica", found);
    boolean isSparse = stat.isFile() && stat.allocated() < stat.size();
    // Data is allocated by the block, so an extent may take one more than the same bytes elsewhere;
    // one more still is for extended attributes that did not fit into the inode.
    long most = stat.allocated() + (extents + 1) * stat.blockSize();
    if (isSparse && replica.stat.isFile() && replica.stat.allocated() > most) {
      found.accept(
          "allocated bytes",
          "source " + stat.allocated() + ", replica " + replica.stat.allocated());
    }
  }

  /** Gives all that became different at one path; only an access may have been. */
  void changes(Facts later, BiConsumer<String, String> found) {
    compare(withWriteMarks(), later.withWriteMarks(), "before", "after", found);
  }

  private SortedMap<String, String> withWriteMarks() {
    SortedMap<String, String> all = new TreeMap<>(facets);
    all.put("inode", Long.toString(stat.inode()));
    all.put("change time", stat.changed());
    all.put("number of links", Long.toString(stat.links()));
    if (stat.isFile()) {
      all.put("extents", Integer.toString(extents));
    }
    return all;
  }

  private static void compare(
      SortedMap<String, String> one,
      SortedMap<String, String> other,
      String oneName,
      String otherName,
      BiConsumer<String, String> found) {
    TreeSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    for (String name : names) {
      String value = one.getOrDefault(name, "none");
      String otherValue = other.getOrDefault(name, "none");
      if (!value.equals(otherValue)) {
        found.accept(
            Escaped.of(name),
            oneName + " " + Escaped.of(value) + ", " + otherName + " " + Escaped.of(otherValue));
      }
    }
  }
}
