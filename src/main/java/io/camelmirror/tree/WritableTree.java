package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The tree of a replica. Only its directories can be written to. */
public interface WritableTree extends Tree {

  @Override
  WritableDirectory open(Path relative) throws IOException;

  @Override
  WritableDirectory enter(Path relative) throws IOException;

  @Override
  default WritableDirectory enterParent(Path relative) throws IOException {
    return enter(Tree.parentOf(relative));
  }

  /**
   * Returns false if only root and this user can reach the root. Another user can then neither hold
   * an entry of this tree open nor put one there.
   */
  default boolean isReachableByOthers() {
    return true;
  }

  /** Capabilities that this tree has no system calls for, whatever the file system supports. */
  Set<Capability> withoutCalls();

  /** Returns true if something is mounted on a directory or below it. */
  default boolean hasMounts(Path relative) throws IOException {
    // Mount points are not detectable here.
    return false;
  }

  /**
   * Checks that nothing was mounted over an entry since the mirror started. RACE: a mount may
   * appear a moment later.
   *
   * @param in the directory that holds the entry
   * @param entry the entry, opened there
   * @throws IOException if something is mounted over it
   */
  default void requireNoMount(WritableDirectory in, WritableHandle entry, Path relative)
      throws IOException {
    // Mount points are not detectable here.
  }
}
