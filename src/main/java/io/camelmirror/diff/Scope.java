package io.camelmirror.diff;

import io.camelmirror.tree.Tree;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The part of the trees that a pass covers: everything, or some directories, each alone or with
 * everything below it.
 *
 * <p>A directory alone means its own attributes and its immediate entries. A new subdirectory is
 * included with everything below it.
 *
 * @param parts directories, none covered by another; empty for the whole trees
 */
public record Scope(List<Part> parts) {

  /** The whole trees. */
  public static final Scope ALL = new Scope(List.of());

  /**
   * One directory, ordered by its path.
   *
   * @param directory its path relative to the roots; the empty path for the roots
   * @param below include everything below it
   */
  public record Part(Path directory, boolean below) implements Comparable<Part> {

    @Override
    public int compareTo(Part other) {
      return directory.compareTo(other.directory);
    }
  }

  public Scope {
    parts = parts.size() < 2 ? List.copyOf(parts) : parts.stream().sorted().toList();
  }

  /** Some directories without their subdirectories. */
  public static Scope alone(Collection<Path> directories) {
    return of(directories, false);
  }

  /** Some directories with everything below them. */
  public static Scope below(Collection<Path> directories) {
    return of(directories, true);
  }

  private static Scope of(Collection<Path> directories, boolean below) {
    return normalized(directories.stream().map(directory -> new Part(directory, below)).toList());
  }

  /** Returns the union of this and another scope. */
  public Scope and(Scope other) {
    return isAll() || other.isAll()
        ? ALL
        : normalized(Stream.concat(parts.stream(), other.parts.stream()).toList());
  }

  static Scope normalized(Collection<Part> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a scope needs a directory");
    }
    Map<Path, Boolean> byPath = new TreeMap<>();
    parts.forEach(part -> byPath.merge(part.directory(), part.below(), Boolean::logicalOr));
    if (Boolean.TRUE.equals(byPath.get(Path.of("")))) {
      return ALL;
    }
    return new Scope(
        byPath.entrySet().stream()
            .filter(entry -> !isBelowAnother(entry.getKey(), byPath))
            .map(entry -> new Part(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static boolean isBelowAnother(Path path, Map<Path, Boolean> byPath) {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (Boolean.TRUE.equals(byPath.get(above))) {
        return true;
      }
    }
    return false;
  }

  public boolean isAll() {
    return parts.isEmpty();
  }

  /** Returns true if a pass over this scope covers the path. */
  public boolean meets(Path path) {
    if (isAll()) {
      return true;
    }
    Path parent = Tree.parentOf(path);
    if (find(parent) != null) {
      return true;
    }
    for (Path above = parent.getParent(); above != null; above = above.getParent()) {
      Part part = find(above);
      if (part != null && part.below()) {
        return true;
      }
    }
    return false;
  }

  private Part find(Path directory) {
    int found = Collections.binarySearch(parts, new Part(directory, false));
    return found < 0 ? null : parts.get(found);
  }
}
