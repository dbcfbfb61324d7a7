package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.NameList;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens and lists the directories at one path. Failures are reported to a listener. */
record DirectoryReads(ChangeListener listener, Path path) {

  /**
   * Opens the directory in a tree.
   *
   * @param attempt the verb for messages
   * @return null if it cannot be opened
   */
  Directory open(Tree tree, String attempt) {
    try {
      return tree.open(path);
    } catch (NoSuchFileException e) {
      // It has disappeared since it was read; the next pass handles that.
      return null;
    } catch (IOException e) {
      listener.problem(new Problem(path, attempt, e));
      return null;
    }
  }

  /** Lists a part of an open directory; returns null if it cannot be listed. */
  NameList list(Directory directory, RawPath after) {
    try {
      return directory.list(after);
    } catch (IOException e) {
      listener.problem(new Problem(path, "read the folder", e));
      return null;
    }
  }
}
