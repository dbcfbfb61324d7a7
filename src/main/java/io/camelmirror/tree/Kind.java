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

  public boolean isDevice() {
    return this == BLOCK_DEVICE || this == CHARACTER_DEVICE;
  }
}
