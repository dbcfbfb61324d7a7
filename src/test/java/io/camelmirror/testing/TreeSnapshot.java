package io.camelmirror.testing;

import io.camelmirror.testing.TestLibc.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.assertj.core.api.AssertProvider;

/**
 * What a tree holds, read by calls of its own and not by the code under test: names of any bytes,
 * paths of any length. {@code assertThat(TreeSnapshot.of(replica)).isEqualTo(
 * TreeSnapshot.of(source))} fails with a line for each path that differs.
 *
 * <p>A path is relative, a character for each byte; the root is the empty path. Nothing is changed
 * to read what the user may not read: it is {@code unreadable}.
 */
public final class TreeSnapshot implements AssertProvider<TreeSnapshotAssert> {

  private final Set<Fact> wanted;
  private final SortedMap<String, EntryFacts> entries;

  private TreeSnapshot(Set<Fact> wanted, SortedMap<String, EntryFacts> entries) {
    this.wanted = wanted;
    this.entries = entries;
  }

  /** Reads what each mirror keeps, and more if wanted. */
  public static TreeSnapshot of(Path root, Fact... more) throws IOException {
    EnumSet<Fact> wanted = EnumSet.copyOf(Fact.PLAIN);
    wanted.addAll(List.of(more));
    return of(root, wanted);
  }

  /** Reads a tree; a root that is a link is not followed. */
  public static TreeSnapshot of(Path root, Set<Fact> wanted) throws IOException {
    TreeSnapshot snapshot = new TreeSnapshot(wanted, new TreeMap<>());
    Path absolute = root.toAbsolutePath();
    int above = TestLibc.openFolder(raw(absolute.getParent()) + "/.");
    try {
      snapshot.read(above, raw(absolute.getFileName()), "");
    } finally {
      TestLibc.shut(above);
    }
    if (wanted.contains(Fact.HARD_LINKS)) {
      snapshot.markHardLinks();
    }
    return snapshot;
  }

  /** Reads all that a write would change. */
  public static TreeSnapshot state(Path root) throws IOException {
    return of(root, Fact.STATE);
  }

  /** The paths below a folder, sorted; that of a folder ends with a slash. */
  public static List<String> paths(Path root) throws IOException {
    return of(root, EnumSet.noneOf(Fact.class)).entries.entrySet().stream()
        .filter(entry -> !entry.getKey().isEmpty())
        .map(entry -> entry.getKey() + (entry.getValue().stat().isFolder() ? "/" : ""))
        .map(raw -> new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  private static String raw(Path path) {
    return new String(
        path.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private void read(int folder, String name, String path) throws IOException {
    Stat stat = new Stat(TestLibc.stat(folder, name));
    EntryFacts entry = EntryFacts.of(folder, name, stat, wanted);
    entries.put(path, entry);
    if (stat.isFolder()) {
      try {
        List<String> names = RawReads.names(folder, name);
        int opened = TestLibc.openFolder(folder, name);
        try {
          for (String each : names) {
            read(opened, each, RawTree.child(path, each));
          }
        } finally {
          TestLibc.shut(opened);
        }
      } catch (Failure e) {
        EntryFacts.requireDenied(e);
        entry.facts().put("names", "unreadable");
      }
    }
  }

  /** Each entry names the first path of its inode: groups are equal when all these paths are. */
  private void markHardLinks() {
    Map<String, String> firsts = new HashMap<>();
    entries.forEach(
        (path, entry) -> {
          if (!entry.stat().isFolder()) {
            String first = firsts.computeIfAbsent(entry.stat().id(), inode -> path);
            if (!first.equals(path)) {
              entry.facts().put("hard link of", first);
            }
          }
        });
  }

  /**
   * Compares with another tree, or with this one at another time. A folder that only one side has
   * is told of once, not with all that is in it.
   *
   * @return a line for each fact that differs: this side's value, then the other's
   */
  public List<String> differences(TreeSnapshot other) {
    if (!wanted.equals(other.wanted)) {
      throw new IllegalArgumentException(wanted + " cannot be compared with " + other.wanted);
    }
    List<String> found = new ArrayList<>();
    TreeSet<String> paths = new TreeSet<>(entries.keySet());
    paths.addAll(other.entries.keySet());
    for (String path : paths) {
      EntryFacts one = entries.get(path);
      EntryFacts two = other.entries.get(path);
      if (one != null && two != null) {
        List<String> facts = new ArrayList<>();
        one.differences(two, (fact, values) -> facts.add(fact + ": " + values));
        if (!facts.isEmpty()) {
          found.add(name(path) + " " + String.join("; ", facts));
        }
      } else if (!isBelowMissing(path, other)) {
        found.add(name(path) + " existence: " + kind(one) + " -> " + kind(two));
      }
    }
    return found;
  }

  private boolean isBelowMissing(String path, TreeSnapshot other) {
    String parent = RawTree.parent(path);
    return !path.isEmpty() && (!entries.containsKey(parent) || !other.entries.containsKey(parent));
  }

  private static String kind(EntryFacts entry) {
    return entry == null ? "nothing" : entry.stat().kindName();
  }

  private static String name(String path) {
    return "'" + Escaped.of(path) + "'";
  }

  /** The facts by path, as text. */
  public SortedMap<String, String> entries() {
    SortedMap<String, String> texts = new TreeMap<>();
    entries.forEach((path, entry) -> texts.put(path, entry.toString()));
    return texts;
  }

  /** The facts at a path, as text; null if nothing is there. */
  public String get(String path) {
    EntryFacts entry = entries.get(path);
    return entry == null ? null : entry.toString();
  }

  /** A line for each entry. */
  public List<String> lines() {
    return entries.entrySet().stream()
        .map(entry -> name(entry.getKey()) + " " + entry.getValue())
        .toList();
  }

  /** This tree without some of its paths. */
  public TreeSnapshot without(Predicate<String> path) {
    return filter((each, entry) -> !path.test(each));
  }

  /** This tree without the sockets that the other one has as well: no mirror copies them. */
  public TreeSnapshot withoutSocketsOf(TreeSnapshot other) {
    return filter(
        (path, entry) -> {
          EntryFacts there = other.entries.get(path);
          return !(entry.stat().isSocket() && there != null && there.stat().isSocket());
        });
  }

  private TreeSnapshot filter(BiPredicate<String, EntryFacts> keep) {
    SortedMap<String, EntryFacts> kept = new TreeMap<>();
    entries.forEach(
        (path, entry) -> {
          if (keep.test(path, entry)) {
            kept.put(path, entry);
          }
        });
    return new TreeSnapshot(wanted, kept);
  }

  /** The number of sockets, which a pass skips. */
  public long sockets() {
    return entries.values().stream().filter(entry -> entry.stat().isSocket()).count();
  }

  /** The number of entries that a pass counts: neither folders nor sockets. */
  public long counted() {
    return entries.values().stream().filter(entry -> !entry.stat().isFolder()).count() - sockets();
  }

  @Override
  public TreeSnapshotAssert assertThat() {
    return new TreeSnapshotAssert(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeSnapshot snapshot
        && wanted.equals(snapshot.wanted)
        && differences(snapshot).isEmpty();
  }

  @Override
  public int hashCode() {
    return entries.keySet().hashCode();
  }

  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}
