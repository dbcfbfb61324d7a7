package io.camelmirror.tree;

import java.nio.file.Path;

/** Decides which paths take part in a mirror. What does not is neither copied nor deleted. */
@FunctionalInterface
public interface PathFilter {

  /** Accepts every path. */
  PathFilter ALL = (relative, directory) -> true;

  /**
   * Tells whether a path takes part. Nothing below a directory that does not is looked at.
   *
   * @param relative the path below the root
   * @param directory whether a directory stands there
   */
  boolean accepts(Path relative, boolean directory);
}
