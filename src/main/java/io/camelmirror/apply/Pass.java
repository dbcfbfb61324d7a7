package io.camelmirror.apply;

import io.camelmirror.diff.Change;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Trees;
import java.io.IOException;

/**
 * What the changes of one pass have in common.
 *
 * @param trees both trees, held open
 * @param trash where goes what is deleted or overwritten; null for nowhere
 */
record Pass(Trees trees, Trash trash) {

  /**
   * Takes away what the replica had before a change: to the trash, or for good.
   *
   * @param in the directory that has it
   * @param name its name there now, which may be a temporary one
   */
  void remove(FileOperations operations, Change change, Directory in, RawPath name)
      throws IOException {
    Entry old = change.replica();
    if (trash == null) {
      operations.delete(in, name, old.isDirectory());
    } else {
      // As the march saw it: what was in a folder has gone since, and with it the folder's time.
      trash.take(in, name, change.path(), old);
    }
  }
}
