package io.camelmirror.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The tree of a replica: the only one whose directories can be written to. */
public interface WritableTree extends Tree {

  @Override
  WritableDirectory open(Path relative) throws IOException;

  @Override
  WritableDirectory enter(Path relative) throws IOException;

  @Override
  default WritableDirectory enterParent(Path relative) throws IOException {
    return enter(Tree.parentOf(relative));
  }

  /** What no file system can be asked to store through this tree: there are no calls for it. */
  Set<Capability> withoutCalls();

  /**
   * Makes sure that an entry is no mount point that appeared after the mirror had started. RACE: it
   * may become one a moment later.
   *
   * @param in the directory that holds it
   * @param entry the entry, opened there
   * @throws IOException when something is mounted over it
   */
  default void requireNoMount(WritableDirectory in, WritableHandle entry, Path relative)
      throws IOException {
    // Where mount points cannot be told from directories, none can be found.
  }
}
