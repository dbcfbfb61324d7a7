package io.camelmirror.tree;

/** File types. */
public enum Kind {
  FILE,
  DIRECTORY,
  LINK,
  FIFO,
  BLOCK_DEVICE,
  CHARACTER_DEVICE,
  SOCKET;

  /** Returns true for anything but a file, directory or symbolic link. */
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
