package io.camelmirror.testing;

/**
 * What may be in a tree.
 *
 * @param root whether owners, devices and the attributes that only root may set are part of it
 * @param readable whether its owner may read all of it, as he must to have it mirrored
 * @param checksum whether content may change without a trace in size and time
 * @param owner the user to whom all of it belongs; -1 for whoever makes it
 */
public record Rights(boolean root, boolean readable, boolean checksum, long owner) {

  /** A mode that leaves the owner what he needs. */
  int mode(int mode, Stat stat) {
    return readable ? mode | needed(stat) : mode;
  }

  /** What an ACL has to grant the owner. */
  int granted(Stat stat) {
    return readable ? needed(stat) >> 6 : 0;
  }

  private static int needed(Stat stat) {
    return stat.isFolder() ? 0500 : 0400;
  }
}
