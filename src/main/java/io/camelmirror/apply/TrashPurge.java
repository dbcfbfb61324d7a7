package io.camelmirror.apply;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Look;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.TreeRoot;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Throws away what has been in a trash for long enough. Other folders in it are left alone. */
final class TrashPurge {

  private static final Path HERE = Path.of("");

  private final FileOperations operations;

  TrashPurge(FileOperations operations) {
    this.operations = operations;
  }

  /**
   * Removes the folders of old passes.
   *
   * @param trash the folder of all passes; nothing happens when it is not there
   * @return how many were removed
   * @throws IOException when one of them could not be; the others were
   */
  int purge(Path trash, Duration keep, Instant now) throws IOException {
    int purged = 0;
    IOException failure = null;
    try (TreeRoot root = TreeRoot.open(trash, Look.PLAIN, path -> false)) {
      NameList names;
      try (Directory directory = root.open(HERE)) {
        names = directory.list();
      }
      for (RawPath name : names) {
        Instant pass = TrashDate.of(name.path().toString());
        if (pass != null && pass.plus(keep).isBefore(now)) {
          try {
            remove(root, name.path());
            purged++;
          } catch (IOException e) {
            failure = e;
          }
        }
      }
    } catch (NoSuchFileException e) {
      return purged;
    }
    if (failure != null) {
      throw failure;
    }
    return purged;
  }

  private void remove(TreeRoot root, Path path) throws IOException {
    Entry entry = root.read(path);
    if (entry == null) {
      return;
    }
    if (entry.isDirectory()) {
      permit(root, path, entry);
      NameList names;
      try (Directory directory = root.open(path)) {
        names = directory.list();
      }
      for (RawPath name : names) {
        remove(root, path.resolve(name.path()));
      }
    }
    try (Directory parent = root.enterParent(path)) {
      operations.delete(parent, RawPath.nameOf(path), entry.isDirectory());
    }
  }

  private void permit(TreeRoot root, Path path, Entry entry) throws IOException {
    if ((entry.mode() & Applier.OWNER_MAY) != Applier.OWNER_MAY) {
      try (Directory parent = root.enterParent(path)) {
        operations.setMode(parent, RawPath.nameOf(path), entry.mode() | Applier.OWNER_MAY);
      }
    }
  }
}
