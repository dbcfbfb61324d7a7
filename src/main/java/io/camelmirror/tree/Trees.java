package io.camelmirror.tree;

import java.io.Closeable;

/**
 * Both trees of a mirror, held open for one pass.
 *
 * @param source the tree that is only read
 * @param replica the tree that is made equal to it
 */
public record Trees(Tree source, WritableTree replica) implements Closeable {

  @Override
  public void close() {
    source.close();
    replica.close();
  }
}
