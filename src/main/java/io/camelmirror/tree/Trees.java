package io.camelmirror.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Both trees of a mirror, held open for one walk.
 *
 * @param source the root that is only read
 * @param replica the root that is made equal to it
 */
public record Trees(TreeRoot source, TreeRoot replica) implements Closeable {

  /**
   * Opens both. Links of the replica are never followed; a replica that is not there is taken for
   * one that has nothing.
   *
   * @param mounts those of the replica that may be passed
   */
  public static Trees open(FolderPair folders, Look look, Mounts mounts) throws IOException {
    TreeRoot source = TreeRoot.open(folders.source(), look, path -> true);
    try {
      return new Trees(source, replica(folders.replica(), look.ofReplica(), mounts));
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static TreeRoot replica(Path folder, Look look, Mounts mounts) throws IOException {
    try {
      return TreeRoot.open(folder, look, mounts::covers);
    } catch (NoSuchFileException e) {
      return new MissingRoot(folder);
    }
  }

  @Override
  public void close() {
    source.close();
    replica.close();
  }
}
