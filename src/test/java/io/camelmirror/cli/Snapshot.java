package io.camelmirror.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** All that can be told of a tree; knows how two are compared, and nothing of the program. */
final class Snapshot {

  private final SortedMap<String, Facts> entries;

  private Snapshot(SortedMap<String, Facts> entries) {
    this.entries = entries;
  }

  static Snapshot of(Path root) throws IOException {
    try (RawTree tree = new RawTree(root)) {
      SortedMap<String, Facts> entries = new TreeMap<>();
      for (var entry : tree.entries().entrySet()) {
        entries.put(entry.getKey(), Facts.of(tree, entry.getKey(), entry.getValue()));
      }
      markHardLinks(entries);
      return new Snapshot(entries);
    }
  }

  /** Each is marked with the first path of its inode: groups are equal when all these paths are. */
  private static void markHardLinks(SortedMap<String, Facts> entries) {
    Map<Long, String> firsts = new HashMap<>();
    entries.forEach(
        (path, facts) -> {
          if (!facts.stat().isFolder()) {
            String first = firsts.computeIfAbsent(facts.stat().inode(), inode -> path);
            facts.facets().put("hard link of", first.equals(path) ? "none" : first);
          }
        });
  }

  /** What a replica does not have as this source has it; sockets are not mirrored. */
  List<String> differences(Snapshot replica) {
    List<String> differences = new ArrayList<>();
    for (String path : allPaths(replica)) {
      if (isBelowMissing(path, replica)) {
        continue;
      }
      Facts facts = entries.get(path);
      Facts other = replica.entries.get(path);
      if (facts != null && isSocket(facts)) {
        if (other != null && !isSocket(other)) {
          differences.add(line(path, "kind", "source socket, replica " + kind(other)));
        }
      } else {
        compare(path, facts, other, differences, "source", "replica", Facts::differences);
      }
    }
    return differences;
  }

  /** What was written to this tree until another snapshot of it was taken. */
  List<String> changes(Snapshot later) {
    List<String> changes = new ArrayList<>();
    for (String path : allPaths(later)) {
      Facts other = later.entries.get(path);
      compare(path, entries.get(path), other, changes, "before", "after", Facts::changes);
    }
    return changes;
  }

  private interface Comparison {
    void of(Facts one, Facts other, BiConsumer<String, String> found);
  }

  private static void compare(
      String path,
      Facts one,
      Facts other,
      List<String> found,
      String oneName,
      String otherName,
      Comparison comparison) {
    if (one == null || other == null) {
      String text = oneName + " " + kind(one) + ", " + otherName + " " + kind(other);
      found.add(line(path, "existence", text));
    } else {
      comparison.of(one, other, (facet, values) -> found.add(line(path, facet, values)));
    }
  }

  private TreeSet<String> allPaths(Snapshot other) {
    TreeSet<String> paths = new TreeSet<>(entries.keySet());
    paths.addAll(other.entries.keySet());
    return paths;
  }

  /** A folder that only one side has is told of once, not with all that is in it. */
  private boolean isBelowMissing(String path, Snapshot other) {
    String parent = RawTree.parent(path);
    return !entries.containsKey(parent) || !other.entries.containsKey(parent);
  }

  private static String line(String path, String facet, String values) {
    return "'" + Escaped.of(path) + "' " + facet + ": " + values;
  }

  private static String kind(Facts facts) {
    return facts == null ? "nothing" : facts.facets().get("kind");
  }

  private static boolean isSocket(Facts facts) {
    return facts.stat().kind() == Stat.SOCKET;
  }

  /** What is told, by path. */
  SortedMap<String, Facts> entries() {
    return Collections.unmodifiableSortedMap(entries);
  }

  long sockets() {
    return entries.values().stream().filter(Snapshot::isSocket).count();
  }

  /** How many entries a pass counts: folders it does not, and sockets it skips. */
  long counted() {
    return entries.values().stream()
        .filter(facts -> !facts.stat().isFolder() && !isSocket(facts))
        .count();
  }
}
