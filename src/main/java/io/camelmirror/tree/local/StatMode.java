package io.camelmirror.tree.local;

import io.camelmirror.tree.Kind;

/** Converts file types from {@code stat(2)}. */
final class StatMode {

  private static final int TYPE = 0170000;
  private static final int FIFO = 0010000;
  private static final int CHARACTER_DEVICE = 0020000;
  private static final int DIRECTORY = 0040000;
  private static final int BLOCK_DEVICE = 0060000;
  private static final int FILE = 0100000;
  private static final int LINK = 0120000;

  private StatMode() {}

  static Kind kind(int mode) {
    return switch (mode & TYPE) {
      case FILE -> Kind.FILE;
      case DIRECTORY -> Kind.DIRECTORY;
      case LINK -> Kind.LINK;
      case FIFO -> Kind.FIFO;
      case BLOCK_DEVICE -> Kind.BLOCK_DEVICE;
      case CHARACTER_DEVICE -> Kind.CHARACTER_DEVICE;
      default -> Kind.SOCKET;
    };
  }

  /** The file type bits of a special file. */
  static int type(Kind kind) {
    return switch (kind) {
      case FIFO -> FIFO;
      case CHARACTER_DEVICE -> CHARACTER_DEVICE;
      case BLOCK_DEVICE -> BLOCK_DEVICE;
      case FILE, DIRECTORY, LINK, SOCKET -> throw new IllegalArgumentException(kind.name());
    };
  }
}
