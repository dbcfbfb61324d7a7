package io.camelmirror.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generator that stops making something would leave the model blind for it, and nobody knew. */
class RandomTreeTest {

  private static final boolean ROOT = TestLibc.geteuid() == 0;
  private static final int TREES = 5;
  private static final long SECONDS_2038 = 1L << 31;

  @TempDir private Path folder;

  private final Map<String, Facts> all = new HashMap<>();

  @BeforeEach
  void makeTrees() throws IOException {
    for (int seed = 1; seed <= TREES; seed++) {
      Dice dice = new Dice(seed);
      Path root = folder.resolve("tree" + seed);
      try (RawTree tree = new RawTree(root)) {
        tree.makeFolder("");
        Rights rights = new Rights(ROOT, !ROOT, false, -1);
        RandomTree maker = new RandomTree(tree, dice, rights);
        maker.unlock();
        maker.grow(100);
        maker.growDeep();
        maker.lock();
        new RandomEdits(tree, dice, rights, false).make(10);
      }
      String prefix = seed + "/";
      Snapshot.of(root).entries().forEach((path, facts) -> all.put(prefix + path, facts));
    }
  }

  /** What JUnit removes after it must not be deeper than a path may be long. */
  @AfterEach
  void removeTrees() throws IOException {
    for (int seed = 1; seed <= TREES; seed++) {
      try (RawTree tree = new RawTree(folder.resolve("tree" + seed))) {
        tree.remove("");
      }
    }
  }

  @Test
  void makesEveryKind() {
    for (String kind : List.of("file", "folder", "link", "FIFO", "socket")) {
      assertHas(kind, (path, facts) -> is(facts, kind));
    }
  }

  @Test
  void makesTroublesomeNames() {
    assertHas("deep path", (path, facts) -> path.length() > 4096);
    assertHas("long name", (path, facts) -> RawTree.name(path).length() == 255);
    assertHas("new line", (path, facts) -> path.endsWith("\n"));
    assertHas("no UTF-8", (path, facts) -> path.endsWith("\u00ff\u00fe"));
    assertHas("composed", (path, facts) -> path.endsWith(Dice.utf8("\u00e9")));
    assertHas("decomposed", (path, facts) -> path.endsWith(Dice.utf8("e\u0301")));
    assertHas("backslash", (path, facts) -> path.contains("\\"));
    assertHas("dash", (path, facts) -> path.contains("/-"));
    assertHas("glob", (path, facts) -> path.contains("*"));
    assertHas("Camel's", (path, facts) -> path.endsWith(".camelLock"));
  }

  @Test
  void makesEveryTimeOnEveryKind() {
    for (String kind : List.of("file", "folder", "link", "FIFO")) {
      assertHas(
          kind + " before 1970 with a fraction",
          (path, facts) ->
              is(facts, kind) && facts.stat().seconds() < -1 && facts.stat().nanos() > 0);
      assertHas(
          kind + " after 2038",
          (path, facts) -> is(facts, kind) && facts.stat().seconds() > SECONDS_2038);
    }
  }

  @Test
  void makesHolesEverywhere() {
    assertHas("nothing but a hole", (path, facts) -> isSparse(facts) && facts.extents() == 0);
    assertHas("several extents", (path, facts) -> isSparse(facts) && facts.extents() > 1);
    assertHas("no hole", (path, facts) -> facts.stat().size() > 90_000 && !isSparse(facts));
    assertHas("empty", (path, facts) -> is(facts, "file") && facts.stat().size() == 0);
  }

  @Test
  void makesModesAclsAndAttributes() {
    assertHas("setuid", (path, facts) -> (facts.stat().mode() & 04000) != 0);
    assertHas("sticky", (path, facts) -> (facts.stat().mode() & 01000) != 0);
    assertHas(
        "read only", (path, facts) -> is(facts, "folder") && (facts.stat().mode() & 0200) == 0);
    assertHas("access ACL", (path, facts) -> has(facts, "system.posix_acl_access"));
    assertHas(
        "ACL of a FIFO",
        (path, facts) -> is(facts, "FIFO") && has(facts, "system.posix_acl_access"));
    assertHas("default ACL", (path, facts) -> has(facts, "system.posix_acl_default"));
    assertHas("attribute", (path, facts) -> is(facts, "file") && has(facts, "user."));
    assertHas("attribute of a folder", (path, facts) -> is(facts, "folder") && has(facts, "user."));
  }

  @Test
  void makesHardLinksAndTwins() {
    for (String kind : List.of("file", "link", "FIFO")) {
      assertHas(
          "linked " + kind,
          (path, facts) -> is(facts, kind) && !facts.facets().get("hard link of").equals("none"));
    }
    assertHas(
        "linked across folders",
        (path, facts) -> {
          String other = facts.facets().getOrDefault("hard link of", "none");
          String own = path.substring(path.indexOf('/') + 1);
          return !other.equals("none") && !RawTree.parent(other).equals(RawTree.parent(own));
        });
    assertHas(
        "equal, but another file",
        (path, facts) ->
            is(facts, "file")
                && facts.stat().size() > 0
                && all.values().stream()
                    .anyMatch(
                        other ->
                            other.stat().inode() != facts.stat().inode()
                                && is(other, "file")
                                && other
                                    .facets()
                                    .get("content")
                                    .equals(facts.facets().get("content"))
                                && other.facets().get("time").equals(facts.facets().get("time"))));
  }

  @Test
  void makesWhatOnlyRootMayMake() {
    assumeTrue(ROOT, "only root can make it");
    assertHas("character device", (path, facts) -> is(facts, "character device"));
    assertHas("block device", (path, facts) -> is(facts, "block device"));
    assertHas("closed folder", (path, facts) -> is(facts, "folder") && facts.stat().mode() == 0);
    assertHas("closed file", (path, facts) -> is(facts, "file") && facts.stat().mode() == 0);
    for (String kind : List.of("file", "folder", "link", "FIFO")) {
      assertHas(
          "owner of " + kind, (path, facts) -> is(facts, kind) && facts.stat().user() > 65535);
      assertHas("trusted on " + kind, (path, facts) -> is(facts, kind) && has(facts, "trusted."));
      assertHas("security on " + kind, (path, facts) -> is(facts, kind) && has(facts, "security."));
    }
  }

  private void assertHas(String what, BiPredicate<String, Facts> wanted) {
    assertThat(all.entrySet().stream().anyMatch(e -> wanted.test(e.getKey(), e.getValue())))
        .as(what)
        .isTrue();
  }

  private static boolean is(Facts facts, String kind) {
    return facts.facets().get("kind").equals(kind);
  }

  private static boolean has(Facts facts, String attribute) {
    return facts.facets().keySet().stream()
        .anyMatch(name -> name.startsWith("attribute " + attribute));
  }

  private static boolean isSparse(Facts facts) {
    return is(facts, "file") && facts.stat().allocated() < facts.stat().size();
  }
}
