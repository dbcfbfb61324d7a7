package io.camelmirror.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Names, times, modes and other values, at random but with the troublesome ones often among them.
 */
public final class RandomValues {

  private static final List<String> NAMES =
      List.of(
          "a",
          "A",
          "b",
          "file",
          "File",
          "FILE",
          "two words",
          " lead",
          "trail ",
          "new\nline",
          "\n",
          "tab\there",
          "\u0001\u007f\u001b[31m",
          "back\\slash",
          "\\n",
          "-rf",
          "--help",
          "*",
          "?[a-z]",
          "{a,b}",
          "$HOME",
          "`id`",
          "~",
          "#",
          "%41",
          "{{mirror.source}}",
          "${body}",
          "a:b;c|d<e>f",
          "'\"",
          "\u00ff\u00fe",
          "caf\u00e9",
          "\u00c3",
          "\u00ed\u00a0\u0080",
          utf8("caf\u00e9"),
          utf8("cafe\u0301"),
          utf8("\u6f22\ud83d\ude00"),
          ".camel",
          "x.camelLock",
          ".hidden",
          "...",
          "..a",
          "n".repeat(255),
          "\u00ff".repeat(255),
          utf8("\u00e9".repeat(127)) + "x");

  private static final List<String> TARGETS =
      List.of(
          "a",
          "b",
          ".",
          "..",
          "../..",
          "/",
          "/dev/null",
          "/nowhere/at/all",
          "nowhere",
          "self",
          "file/below",
          "new\nline",
          "\u00ff\u00fe",
          "./././//a//",
          "t".repeat(255),
          "deep/".repeat(800));

  private static final int[] MODES = {
    0, 0555, 0644, 0755, 04755, 02755, 01777, 0111, 0400, 0444, 0700, 07777
  };
  private static final int[][] DEVICES = {{1, 3}, {1, 5}, {5, 0}, {4095, 1048575}, {259, 256}};
  private static final long[] IDS = {0, 1, 1000, 65534, 70000, 4_000_000_000L};

  private static final long SECONDS_MIN = -(1L << 31);
  private static final long SECONDS_2038 = 1L << 31;
  private static final int SECOND = 1_000_000_000;
  private static final int UNDEFINED_ID = -1;

  private final Random random;

  public RandomValues(long seed) {
    random = new Random(seed);
  }

  /** A string of the bytes that a text has in UTF-8, a character each. */
  static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** One of the weighted choices, by its index. */
  int weighted(int... weights) {
    int left = random.nextInt(IntStream.of(weights).sum());
    int choice = 0;
    while (left >= weights[choice]) {
      left -= weights[choice++];
    }
    return choice;
  }

  String name() {
    return oneIn(2) ? pick(NAMES) : "n" + random.nextInt(60);
  }

  String target() {
    return pick(TARGETS);
  }

  int mode() {
    return oneIn(2) ? MODES[random.nextInt(MODES.length)] : random.nextInt(010000);
  }

  int[] device() {
    return DEVICES[random.nextInt(DEVICES.length)];
  }

  long id() {
    return IDS[random.nextInt(IDS.length)];
  }

  /** From what every file system can hold: years 1901 to 2378. */
  long seconds() {
    return switch (random.nextInt(4)) {
      case 0 -> between(-3, 1);
      case 1 -> SECONDS_MIN + 1 + (long) (random.nextDouble() * -SECONDS_MIN);
      case 2 -> SECONDS_2038 - 2 + (long) (random.nextDouble() * 5 * SECONDS_2038);
      default -> 1_000_000_000L + random.nextInt(700_000_000);
    };
  }

  /** Never one that another call gave, as far as chance goes. */
  int nanos() {
    return random.nextInt(SECOND);
  }

  /** The ends of a second too; for what is not told apart by its time. */
  int roundNanos() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> SECOND - 1;
      case 2 -> 1000 * random.nextInt(SECOND / 1000);
      default -> nanos();
    };
  }

  byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  int fileSize() {
    return switch (weighted(4, 8, 4, 2)) {
      case 0 -> 0;
      case 1 -> between(1, 200);
      case 2 -> between(201, 9000);
      default -> between(90_000, 110_000);
    };
  }

  /** The name of an extended attribute without its namespace. */
  String attribute() {
    return pick(List.of("a", "b", "with space", "\u00ff", utf8("\u00e9"), "x".repeat(60)));
  }

  byte[] attributeValue() {
    return bytes(pick(List.of(0, 1, 20, 200)));
  }

  /** An ACL as the kernel takes it, in which the owner has at least some permissions. */
  byte[] acl(int ownerHas) {
    ByteBuffer acl = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
    int users = random.nextInt(3);
    entry(acl, 1, random.nextInt(8) | ownerHas, UNDEFINED_ID);
    for (int i = 0; i < users; i++) {
      entry(acl, 2, random.nextInt(8), 1000 + i * 70_000);
    }
    entry(acl, 4, random.nextInt(8), UNDEFINED_ID);
    entry(acl, 8, random.nextInt(8), 3000);
    entry(acl, 16, random.nextInt(8), UNDEFINED_ID);
    entry(acl, 32, random.nextInt(8), UNDEFINED_ID);
    byte[] bytes = new byte[acl.position()];
    acl.get(0, bytes);
    return bytes;
  }

  private static void entry(ByteBuffer acl, int tag, int permissions, int id) {
    acl.putShort((short) tag).putShort((short) permissions).putInt(id);
  }
}
