package io.camelmirror.tree;

import java.io.Closeable;

/**
 * Both trees of a mirror, open for one pass.
 *
 * @param source the tree to read
 * @param replica the tree to update
 */
public record Trees(Tree source, WritableTree replica) implements Closeable {

  @Override
  public void close() {
    source.close();
    replica.close();
  }
}
