package io.camelmirror.tree;

/** The kind of thing that stands at a path. */
public enum Kind {
  FILE,
  DIRECTORY,
  LINK,
  FIFO,
  BLOCK_DEVICE,
  CHARACTER_DEVICE,
  SOCKET;

  /** Whether it is neither file, nor directory, nor link. */
  public boolean isSpecial() {
    return switch (this) {
      case FILE, DIRECTORY, LINK -> false;
      case FIFO, BLOCK_DEVICE, CHARACTER_DEVICE, SOCKET -> true;
    };
  }

  public boolean isDevice() {
    return this == BLOCK_DEVICE || this == CHARACTER_DEVICE;
  }
}
