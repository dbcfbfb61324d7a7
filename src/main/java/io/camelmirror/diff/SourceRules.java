package io.camelmirror.diff;

import io.camelmirror.tree.Directory;
import io.camelmirror.tree.Entry;
import io.camelmirror.tree.IgnoreFile;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.RawPath;
import io.camelmirror.tree.Selection;
import io.camelmirror.tree.Tree;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Finds the selection in directories that a walk does not reach from the root. */
final class SourceRules {

  /** The attempt of a problem with rules that cannot be read. */
  static final String ATTEMPT = "read the rules of";

  private final Tree source;
  private final Selection root;

  /**
   * Creates a finder.
   *
   * @param root the selection before the rules of the root are read
   */
  SourceRules(Tree source, Selection root) {
    this.source = source;
    this.root = root;
  }

  /**
   * Returns what a directory inherits from those above it.
   *
   * @return null if the directory is excluded
   * @throws IOException if rules cannot be read
   */
  Selection above(Path directory) throws IOException {
    if (directory.toString().isEmpty()) {
      return root;
    }
    Path parent = Tree.parentOf(directory);
    Selection selection = in(parent);
    Entry entry = selection == null ? null : source.read(directory);
    return entry != null
            && selection.excludes(parent, RawPath.nameOf(directory), entry, PathFilter.Side.SOURCE)
                != null
        ? null
        : selection;
  }

  /**
   * Returns the selection in a directory, which may be missing.
   *
   * @return null if the directory is excluded
   * @throws IOException if rules cannot be read
   */
  Selection in(Path directory) throws IOException {
    Selection above = above(directory);
    if (above == null) {
      return null;
    }
    try (Directory entered = source.enterIfThere(directory)) {
      return entered == null ? above : IgnoreFile.in(entered, directory, above);
    } catch (NotDirectoryException e) {
      return above;
    }
  }
}
