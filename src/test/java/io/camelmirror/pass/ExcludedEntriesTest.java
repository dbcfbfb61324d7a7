package io.camelmirror.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelmirror.TreeBuilder;
import io.camelmirror.diff.Scope;
import io.camelmirror.testing.TreeSnapshot;
import io.camelmirror.tree.FileLimits;
import io.camelmirror.tree.PathFilter;
import io.camelmirror.tree.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code .mirrorignore} files exclude is neither copied nor deleted. */
class ExcludedEntriesTest {

  private static final Selection DELETING =
      Selection.of(null, null, FileLimits.NONE, PathFilter.ALL, true);

  @TempDir Path folder;
  private final PassRecord record = new PassRecord();
  private TreeBuilder source;
  private TreeBuilder replica;
  private Selection selection = Selection.ALL;

  @BeforeEach
  void makeRoots() throws Exception {
    source =
        TreeBuilder.in(
            folder.resolve("source"),
            ".mirrorignore = # built\n*.o",
            "a.o = new",
            "d/.mirrorignore = !keep.o\n/out/\n",
            "d/a.o = new",
            "d/keep.o = new",
            "d/out/x = new",
            "d/e/out/x = new");
    replica =
        TreeBuilder.in(
            folder.resolve("replica"),
            "a.o = older",
            "b.o = orphan",
            "b = orphan",
            "d/out/y = orphan",
            "gone/a.o = orphan",
            "gone/a = orphan",
            "d/gone/keep.o = orphan",
            "d/gone/out/x = orphan");
  }

  @Test
  void stayAsTheyAre() throws Exception {
    pass(Scope.ALL);

    assertThat(files())
        .containsExactly(
            ".mirrorignore",
            "a.o",
            "b.o",
            "d/.mirrorignore",
            "d/e/out/x",
            "d/keep.o",
            "d/out/y",
            "gone/a.o");
    assertThat(replica.path("a.o")).hasContent("older");
    assertThat(record.problems()).isEmpty();
    assertThat(record.excluded())
        .containsExactlyInAnyOrder(
            "a.o by .mirrorignore:2 '*.o'",
            "b.o by .mirrorignore:2 '*.o'",
            "d/a.o by .mirrorignore:2 '*.o'",
            "d/out by d/.mirrorignore:2 '/out/'",
            "gone/a.o by .mirrorignore:2 '*.o'");
  }

  @Test
  void areToldOfInEachPassAlsoIfBothTreesHaveThem() throws Exception {
    replica.add("a.o = new");
    pass(Scope.ALL);
    assertThat(record.excluded()).contains("a.o by .mirrorignore:2 '*.o'");
  }

  @Test
  void areDeletedOnRequest() throws Exception {
    selection = DELETING;
    pass(Scope.ALL);
    assertThat(files())
        .containsExactly(".mirrorignore", "d/.mirrorignore", "d/e/out/x", "d/keep.o");
    record.clear();
    replica.add("a.o = new");

    pass(Scope.ALL);

    assertThat(record.changes()).containsExactly("DELETE a.o");
    assertThat(source.path("a.o")).exists();
  }

  @Test
  void areThoseOfTheFoldersAboveInAPassOverAPart() throws Exception {
    try (Mirror mirror = open()) {
      mirror.pass(Scope.ALL);
      record.clear();
      source.add("d/e/new.o = 1", "d/e/new = 1", "d/e/f/keep.o = 1", "d/out/z = 1");
      mirror.pass(Scope.alone(List.of(Path.of("d/e"), Path.of("d/out"))));
      mirror.pass(Scope.below(List.of(Path.of("d/out"))));
    }
    assertThat(record.changes())
        .containsExactlyInAnyOrder("CREATE d/e/new", "CREATE d/e/f", "CREATE d/e/f/keep.o");
    assertThat(record.problems()).isEmpty();
  }

  @Test
  void areNoLongerExcludedAfterAChange() throws Exception {
    try (Mirror mirror = open()) {
      mirror.pass(Scope.ALL);
      source.add(".mirrorignore = b").delete("d/.mirrorignore");
      mirror.pass(Scope.ALL);
    }
    assertThat(TreeSnapshot.of(replica.root())).isEqualTo(TreeSnapshot.of(source.root()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".mirrorignore = ok\n[a",
        ".mirrorignore/x = ",
        ".mirrorignore |",
        ".mirrorignore -> elsewhere",
        ".mirrorignore -> .gitignore"
      })
  void nothingIsCopiedOrDeletedWhereRulesCannotBeRead(String rules) throws Exception {
    source.delete("d/.mirrorignore").add("d/" + rules, "d/.gitignore = x", "new = 1");
    replica.add("d/a = orphan", "d/e/out/x = old");

    pass(Scope.ALL);

    assertThat(files())
        .contains("d/a", "d/e/out/x", "d/gone/keep.o", "d/gone/out/x", "d/out/y", "new")
        .doesNotContain("d/keep.o", "gone/a", "b");
    assertThat(replica.path("d/e/out/x")).hasContent("old");
    assertThat(record.problems()).hasSize(1);
    assertThat(record.problems().get(0))
        .asString()
        .startsWith("could not read the rules of d: ")
        .endsWith(source.path("d/.mirrorignore").toString());
    record.clear();

    pass(Scope.alone(List.of(Path.of("d/e"))));

    assertThat(record.problems()).hasSize(1);
    assertThat(record.changes()).isEmpty();
    assertThat(replica.path("d/e/out/x")).hasContent("old");
  }

  @Test
  void nothingIsCopiedWhereThereAreTooManyRules() throws Exception {
    source.add("d/.mirrorignore = " + "x\n".repeat(10_000));
    pass(Scope.ALL);
    assertThat(record.problems().get(0)).asString().contains("more than 10,000 rules");
    source.add("d/.mirrorignore = #" + "x".repeat(1 << 20));
    record.clear();
    pass(Scope.ALL);
    assertThat(record.problems().get(0)).asString().contains("larger than 1 MB");
    assertThat(files()).doesNotContain("d/keep.o").contains("d/gone/keep.o");
  }

  @Test
  void areFilesOutsideOfTheLimits() throws Exception {
    source = TreeBuilder.in(folder.resolve("s"), "d/small = 1", "d/large = 12345", "link -> large");
    replica = TreeBuilder.in(folder.resolve("r"), "orphan = 1", "large = 12345");
    source.add("d/old = 12").time("d/old", TreeBuilder.TIME.minus(Duration.ofDays(2)));
    Duration age = Duration.between(TreeBuilder.TIME, Instant.now()).plusDays(1);
    selection = Selection.of(null, null, FileLimits.of(0, 4, age, null), PathFilter.ALL, false);

    pass(Scope.ALL);

    assertThat(files()).containsExactly("d/small", "large", "link");
    assertThat(record.excluded())
        .hasSize(3)
        .contains("d/large by max-size '4 bytes'", "large by max-size '4 bytes'")
        .anyMatch(line -> line.startsWith("d/old by newer-than "));
  }

  @Test
  void areJudgedByTheFilterOfTheRouteToo() throws Exception {
    PathFilter filter = (path, entry, side) -> !path.endsWith("keep.o");
    selection = Selection.of(null, null, FileLimits.NONE, filter, false);
    pass(Scope.ALL);
    assertThat(files()).doesNotContain("d/keep.o", "d/a.o").contains("d/gone/keep.o", "b.o");
    assertThat(record.excluded()).contains("d/keep.o by a filter of the endpoint");
  }

  private Mirror open() throws Exception {
    return MirrorBuilder.of(source, replica).choosing(selection).open(record);
  }

  private void pass(Scope scope) throws Exception {
    try (Mirror mirror = open()) {
      mirror.pass(scope);
    }
  }

  /** What the replica has, without its directories. */
  private List<String> files() throws Exception {
    return TreeSnapshot.paths(replica.root()).stream()
        .filter(path -> !Files.isDirectory(replica.path(path)))
        .sorted()
        .toList();
  }
}
