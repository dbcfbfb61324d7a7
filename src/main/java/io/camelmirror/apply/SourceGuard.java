package io.camelmirror.apply;

import io.camelmirror.diff.Problem;
import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.FolderPair;
import io.camelmirror.tree.Look;
import io.camelmirror.tree.Mounts;
import io.camelmirror.tree.PathText;
import io.camelmirror.tree.TreeRoot;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Opens the trees of a mirror only when the source is what it was: an empty mount point is not
 * taken for a source that has lost everything.
 */
public final class SourceGuard {

  private static final Path ROOT = Path.of("");

  /** The file system that the source was on; null before the first pass. */
  private Long device;

  /** The file system that the replica was on; null before the first pass. */
  private Long replicaDevice;

  /**
   * Opens both trees.
   *
   * @throws GoneException when one of them is not there, or is not what it was
   * @throws IOException when one of them cannot be opened for another reason
   */
  public synchronized Trees open(FolderPair folders, Look look, Mounts mounts) throws IOException {
    Trees trees;
    try {
      trees = Trees.open(folders, look, mounts);
    } catch (FileSystemException e) {
      throw gone(folders, e);
    }
    try {
      device = check(folders, trees);
      replicaDevice = checkReplica(folders, trees);
      return trees;
    } catch (IOException | RuntimeException e) {
      trees.close();
      throw e;
    }
  }

  private long check(FolderPair folders, Trees trees) throws IOException {
    try (Directory root = trees.source().open(ROOT)) {
      long found = root.self().inode().device();
      if (device != null && device != found && root.list().isEmpty()) {
        throw new GoneException("source", folders.source(), "its file system is not mounted");
      }
      return found;
    } catch (FileSystemException e) {
      throw gone(folders, e);
    }
  }

  /** The folder below a disk that was unmounted is not to be filled in its place. */
  private Long checkReplica(FolderPair folders, Trees trees) throws IOException {
    Entry root = trees.replica().read(ROOT);
    if (root == null) {
      return replicaDevice;
    }
    long found = root.inode().device();
    if (replicaDevice != null && replicaDevice != found && isEmpty(trees.replica())) {
      throw new GoneException("replica", folders.replica(), "its file system is not mounted");
    }
    return found;
  }

  private static boolean isEmpty(TreeRoot root) throws IOException {
    try (Directory directory = root.open(ROOT)) {
      return directory.list().isEmpty();
    }
  }

  private static IOException gone(FolderPair folders, FileSystemException e) {
    String file = e.getFile();
    if (folders.source().toString().equals(file)) {
      return new GoneException("source", folders.source(), e);
    }
    return folders.replica().toString().equals(file)
        ? new GoneException("replica", folders.replica(), e)
        : e;
  }

  /** A folder of the mirror is gone. Nothing was done, and nothing deleted. */
  public static final class GoneException extends IOException {

    private static final long serialVersionUID = 1L;

    GoneException(String role, Path folder, String why) {
      super(
          String.format(
              "the %s %s is gone, nothing was deleted: %s", role, PathText.of(folder), why));
    }

    GoneException(String role, Path folder, FileSystemException cause) {
      this(role, folder, Problem.describe(cause));
      initCause(cause);
    }

    /** The replica's. */
    public static GoneException ofReplica(Path folder) {
      return new GoneException("replica", folder, "there is no folder");
    }
  }
}
