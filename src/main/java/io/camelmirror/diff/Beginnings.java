package io.camelmirror.diff;

import io.camelmirror.tree.Entry;
import io.camelmirror.tree.Tree;
import io.camelmirror.tree.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The directories at which a march over a part of the trees begins. */
final class Beginnings {

  private final March march;
  private final Trees trees;

  Beginnings(March march) {
    this.march = march;
    this.trees = march.trees();
  }

  /** Replaces directories that either tree lacks by their nearest common ancestors. */
  Scope of(Scope asked) throws IOException {
    List<Scope.Part> parts = new ArrayList<>();
    for (Scope.Part part : asked.parts()) {
      parts.add(nearest(part));
    }
    return Scope.normalized(parts);
  }

  private Scope.Part nearest(Scope.Part asked) throws IOException {
    Path path = asked.directory();
    while (!path.toString().isEmpty()
        && !(isDirectory(trees.source(), path) && isDirectory(trees.replica(), path))) {
      path = Tree.parentOf(path);
    }
    Scope.Part part = path.equals(asked.directory()) ? asked : new Scope.Part(path, false);
    return !part.below() && march.opens(trees.source().read(path), trees.replica().read(path))
        ? new Scope.Part(path, true)
        : part;
  }

  private static boolean isDirectory(Tree tree, Path path) throws IOException {
    Entry entry = tree.read(path);
    return entry != null && entry.isDirectory();
  }

  /** Returns true if a walk from the roots would not get to a directory. */
  boolean isInLeftOut(Path path) throws IOException {
    if (path.toString().isEmpty()) {
      return false;
    }
    Entry source = trees.source().read(path);
    Entry replica = trees.replica().read(path);
    return march.isLeftOut(path, source, replica) || isInLeftOut(Tree.parentOf(path));
  }
}
