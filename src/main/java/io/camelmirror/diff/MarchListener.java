package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import java.nio.file.Path;

/**
 * Is told what a march finds. A {@link #change} of a march is never a DELETE and never removes a
 * directory: those are orphans.
 */
public interface MarchListener extends ChangeListener {

  /** The replica has what the source has not, or a directory where the source has another kind. */
  void orphan(Change change);

  /** A temporary of an earlier run that died stands in the replica. */
  void leftover(Path path);

  /** Both trees have the same there. Not called for directories. */
  void unchanged();

  /** The source has an entry there that is not mirrored, or not yet. */
  void skipped(Path path, Entry source, Skipped why);
}
