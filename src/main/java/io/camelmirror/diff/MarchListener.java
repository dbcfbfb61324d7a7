package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import java.nio.file.Path;

/** Is told what a march finds. A {@link #change} of a march never removes anything. */
public interface MarchListener extends ChangeListener, NotKeptListener {

  /** A change that {@linkplain Change#isRemoval removes} something from the replica. */
  void orphan(Change change);

  /** A temporary of an earlier run that died stands in the replica. */
  void leftover(Path path);

  /** Names were listed in a directory of each tree. */
  void seen(int inSource, int inReplica);

  /** Both trees have the same there. Not called for directories. */
  void unchanged();

  /** The source has an entry there that is not mirrored, or not yet. */
  void skipped(Path path, Entry source, Skipped why);
}
