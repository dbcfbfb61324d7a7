package io.camelmirror.testing;

import java.nio.ByteBuffer;

/** What the kernel says of one path, from its own structure: a layout that no processor changes. */
record Stat(ByteBuffer statx) {

  static final int KIND = 0170000;
  static final int SOCKET = 0140000;
  static final int LINK = 0120000;
  static final int FILE = 0100000;
  static final int BLOCK_DEVICE = 0060000;
  static final int FOLDER = 0040000;
  static final int CHARACTER_DEVICE = 0020000;
  static final int FIFO = 0010000;

  int kind() {
    return statx.getShort(28) & KIND;
  }

  boolean isFolder() {
    return kind() == FOLDER;
  }

  boolean isFile() {
    return kind() == FILE;
  }

  boolean isLink() {
    return kind() == LINK;
  }

  boolean isSocket() {
    return kind() == SOCKET;
  }

  boolean isDevice() {
    return kind() == BLOCK_DEVICE || kind() == CHARACTER_DEVICE;
  }

  String kindName() {
    return switch (kind()) {
      case SOCKET -> "socket";
      case LINK -> "link";
      case FILE -> "file";
      case BLOCK_DEVICE -> "block device";
      case FOLDER -> "folder";
      case CHARACTER_DEVICE -> "character device";
      case FIFO -> "FIFO";
      default -> Integer.toOctalString(kind());
    };
  }

  /** Permissions, with the bits for setuid, setgid and sticky. */
  int mode() {
    return statx.getShort(28) & 07777;
  }

  long user() {
    return Integer.toUnsignedLong(statx.getInt(20));
  }

  long group() {
    return Integer.toUnsignedLong(statx.getInt(24));
  }

  long links() {
    return Integer.toUnsignedLong(statx.getInt(16));
  }

  long inode() {
    return statx.getLong(32);
  }

  /** Device and number of the inode. */
  String id() {
    return statx.getInt(136) + ":" + statx.getInt(140) + ":" + inode();
  }

  long size() {
    return statx.getLong(40);
  }

  /** What is allocated, in bytes. */
  long allocated() {
    return statx.getLong(48) * 512;
  }

  long blockSize() {
    return Integer.toUnsignedLong(statx.getInt(4));
  }

  long seconds() {
    return statx.getLong(112);
  }

  int nanos() {
    return statx.getInt(120);
  }

  /** When it was changed last, in a form to compare. */
  String changed() {
    return statx.getLong(96) + " s " + statx.getInt(104) + " ns";
  }

  int major() {
    return statx.getInt(128);
  }

  int minor() {
    return statx.getInt(132);
  }
}
